from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .customer_category_limits import TILL_LIMITED_MODELS

# Somebody else's transaction can come to an end this long after the date it wrote.
MARGIN = timedelta(minutes=15)


class PosSession(models.Model):
    """What an open till is told anew, since it loads next to nothing by itself."""

    _name = "pos.session"
    _inherit = ["pos.session"]

    def refresh_customer_categories(self, since, known):
        """Return what of a till's data about categories is not as it was.

        It is read as the cashier, with the till's own fields (R15). Nothing but the
        models among ``known`` is looked at.

        :param str since: server's date of what the till has
        :param dict known: model -> ids that the till has of it
        :return: dict with the server's ``date`` of now, ``records`` by model as they
            are loaded, ids that are ``gone`` by model, and ``limits``: model -> id of
            what is only for some -> ids of categories
        """
        self.ensure_one()
        moment = fields.Datetime.to_string(fields.Datetime.to_datetime(since) - MARGIN)
        till = self.with_context(pos_last_server_date=moment, pos_limited_loading=True)
        records = till._read_changed_for_till(known)
        return {
            "date": fields.Datetime.to_string(self.env.cr.now()),
            "gone": till._find_gone_for_till(known, records),
            "records": records,
            "limits": {
                model: till._read_limits_for_till(model)
                for model in TILL_LIMITED_MODELS
                if "customer.category" in known
            },
        }

    def _read_changed_for_till(self, known):
        """Return what changed since the date in the context, by model.

        :param dict known: model -> ids that the till has of it
        """
        domains = {
            model: self._domain_of_changed(model, known)
            for model in (
                "customer.category",
                "product.pricelist",
                "product.pricelist.item",
                "res.partner",
            )
            if model in known
        }
        # Tills price by what their cashiers may not see (P6).
        own = {"customer.category", "product.pricelist.item"}
        return {
            model: self.env[model]._load_pos_data_read(
                self.env[model].sudo(model in own).search(domain), self.config_id
            )
            for model, domain in domains.items()
        }

    def _find_gone_for_till(self, known, records):
        """Return the ids of categories and rules that a till is to forget.

        :param dict known: model -> ids that the till has of it
        :param dict records: what the till is sent, with all categories that it may have
        """
        gone = {}
        if "customer.category" in known:
            there = {values["id"] for values in records["customer.category"]}
            gone["customer.category"] = sorted(set(known["customer.category"]) - there)
        if "product.pricelist.item" in known:
            rules = {"product.pricelist.item": known["product.pricelist.item"]}
            gone |= self.filter_local_data(rules)
        return gone

    def _domain_of_changed(self, model, known):
        """Return which records of a model a till is to get.

        :param dict known: model -> ids that the till has of it
        """
        records = self.env[model]
        if model == "customer.category":
            # They are few. With all of them, none that was missed stays so.
            return records._load_pos_data_domain({}, self.config_id)
        if model == "res.partner":
            return records._server_date_to_domain(Domain("id", "in", known[model]))
        had = self.env["product.pricelist"].browse(known["product.pricelist"]).exists()
        needed = had._with_base_pricelists()
        if model == "product.pricelist":
            # Each tells which rules it has, and in which order.
            return Domain("id", "in", needed.ids)
        return (
            records._server_date_to_domain(Domain("pricelist_id", "in", had.ids))
            | Domain("pricelist_id", "in", (needed - had).ids)
        ) & (
            Domain("date_end", "=", False)
            | Domain("date_end", ">=", fields.Datetime.now())
        )

    @api.model
    def _read_limits_for_till(self, model):
        """Return what is only for some: id as text -> ids of categories."""
        records = self.env[model].with_context(active_test=False)
        limited = records.sudo()._search(Domain("customer_category_ids", "!=", False))
        found = records.search(Domain("id", "in", limited))
        rows = found.read(["customer_category_ids"], load=False)
        return {
            row["id"]: row["customer_category_ids"]
            for row in found._with_secrets_for_till(rows, self.config_id)
        }
