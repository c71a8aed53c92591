import logging

from odoo import api, fields, models

from ..engines.freshness import NAMED, contacts_sql

_logger = logging.getLogger(__name__)

CHANNEL = "CUSTOMER_CATEGORIES_CHANGED"
PENDING = "customer_category.broadcast"


class CustomerCategoryBroadcast(models.AbstractModel):
    """Telling open tills that something changed.

    A message says whose memberships changed, by ids, or that very many did, and whether
    categories, rules or limits are others. It holds nothing else: a till reads what it
    may know (``pos.session.refresh_customer_categories``). Changes of one transaction
    are told together as it ends.
    """

    _name = "customer.category.broadcast"
    _description = "Telling Tills about Customer Categories"

    @api.model
    def _tell_tills_of_members(self, rows):
        """Tell of memberships that began or ended.

        :param rows: as ``engines.ledger.apply_sql`` returns them
        """
        changed = [(row[0], row[3]) for row in rows if row[1] is not None]
        categories = self.env["customer.category"].sudo().browse(dict(changed))
        companies = {category.id: category.company_id for category in categories}
        for category_id, customer_ids in changed:
            self._tell_tills(companies[category_id], customer_ids=customer_ids)

    @api.model
    def _tell_tills_of_contacts(self, partner_ids):
        """Tell of contacts whose company changed, and with it their categories."""
        self._tell_tills(self.env["res.company"], customer_ids=partner_ids)

    @api.model
    def _tell_tills_of_setup(self, records):
        """Tell that categories, rules or limits changed.

        :param records: what changed, whose company it concerns
        """
        for company in {record.company_id for record in records.sudo()}:
            self._tell_tills(company, is_setup=True)

    @api.model
    def _tell_tills_of_rules(self, rules):
        """Tell that price rules changed.

        A category's price is held against the one for everybody, in base pricelists
        too (P2, P3): one old rule of either kind makes the comparison wrong.

        :param rules: of ``product.pricelist.item``, for categories and for everybody
        """
        kinds = {
            (rule.company_id, bool(rule.customer_category_id)) for rule in rules.sudo()
        }
        for company, is_for_category in kinds:
            self._tell_tills(company, is_setup=is_for_category, has_rules=True)

    @api.model
    def _tell_tills(self, company, customer_ids=(), is_setup=False, has_rules=False):
        """Keep in mind what to tell at the end of the transaction.

        :param company: the company that it concerns, or none for all of them
        :param bool has_rules: whether price rules of any kind changed
        """
        data = self.env.cr.precommit.data
        if PENDING not in data:
            data[PENDING] = {}
            self.env.cr.precommit.add(self.sudo()._send_to_tills)
        news = data[PENDING].setdefault(
            company.id or False,
            {"customer_ids": set(), "is_setup": False, "has_rules": False},
        )
        # So many of them are not named, and need not be kept.
        if len(news["customer_ids"]) <= NAMED:
            news["customer_ids"].update(customer_ids)
        news["is_setup"] |= is_setup
        news["has_rules"] |= has_rules

    @api.model
    def _send_to_tills(self):
        """Send what is pending to the tills with an open session that may know it.

        Whatever goes wrong here must not undo a sale or a change: tills catch up later.
        """
        pending = self.env.cr.precommit.data.pop(PENDING, {})
        try:
            with self.env.cr.savepoint(flush=False):
                for config, message in self._till_messages(pending):
                    config._notify(CHANNEL, message)
        except Exception:
            _logger.warning("Tills were not told of changes.", exc_info=True)

    @api.model
    def _till_messages(self, pending):
        """Return what each till is told, as pairs of till and message.

        :param dict pending: company id or False -> news
        """
        sessions = self.env["pos.session"].sudo().search([("state", "!=", "closed")])
        if not (pending and sessions):
            return []
        self._take_up_rules(pending)
        homes = self._homes_of_customers(pending)
        since = fields.Datetime.to_string(self.env.cr.now())
        return [
            (config, {"since": since, **news})
            for config in sessions.config_id
            if (news := self._news_for_till(config, pending, homes))
        ]

    @api.model
    def _take_up_rules(self, pending):
        """Count changed rules as setup, unless no rule at all is for a category.

        Then there is nothing to compare with, and tills are left to stock.

        :param dict pending: company id or False -> news
        """
        changed = [news for news in pending.values() if news["has_rules"]]
        rules = self.env["product.pricelist.item"].sudo()
        if changed and rules.search([("customer_category_id", "!=", False)], limit=1):
            for news in changed:
                news["is_setup"] = True

    @api.model
    def _homes_of_customers(self, pending):
        """Return contact -> company id or None, for each company's changed customers.

        :return: dict of these by company id, None where there are too many to name
        """
        return {
            company_id: self._contacts_with_companies(news["customer_ids"])
            for company_id, news in pending.items()
        }

    @api.model
    def _contacts_with_companies(self, customer_ids):
        """Return contact -> company id or None, None if there are too many contacts."""
        if not customer_ids:
            return {}
        if len(customer_ids) > NAMED:
            return None
        rows = self.env.execute_query(contacts_sql(customer_ids, NAMED + 1))
        return dict(rows) if len(rows) <= NAMED else None

    @api.model
    def _news_for_till(self, config, pending, homes):
        """Return what a till is told, or False if nothing (R15).

        :param dict homes: as :meth:`_homes_of_customers` returns it
        """
        near = {False, None, *config.company_id.parent_ids.ids}
        heard = near & pending.keys()
        contacts = [homes[company_id] for company_id in heard]
        is_setup = any(pending[company_id]["is_setup"] for company_id in heard)
        if None in contacts:
            return {"customer_ids": False, "is_setup": is_setup}
        ids = {
            contact_id
            for known in contacts
            for contact_id, company_id in known.items()
            if company_id in near
        }
        if not (ids or is_setup):
            return False
        return {"customer_ids": sorted(ids), "is_setup": is_setup}
