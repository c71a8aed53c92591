from odoo import api, models
from odoo.fields import Domain

from ..engines.metrics import MONEY

# How many former stays a card tells of; a cashier has a customer waiting.
HISTORY = 20


class CustomerCategoryCard(models.AbstractModel):
    """What a till tells a cashier of one customer, from the explanation (R17).

    It speaks of the till's company only (R15), and never of categories that cashiers
    may not see.
    """

    _name = "customer.category.card"
    _description = "Customer Card at the Till"

    def get_customer_category_progress(self, config_id):
        """Return what a cashier may tell the customer about rewards groups.

        :param int config_id: the till that asks
        :return: list of dict with ``text`` and ``is_risk``: first until when the group
            held stays, then what is missing to the next one
        :raise AccessError: if the user may see neither till nor customer
        """
        customer, categories = self._at_till(config_id)
        groups = categories.filtered(lambda c: c.assignment == "rewards")
        traces = [group._explain(customer) for group in groups]
        held = [trace for trace in traces if trace["is_member"]]
        # The next step of the ladder is the one above, not its top.
        others = [trace for trace in traces if not trace["is_member"]]
        others.sort(key=lambda trace: trace["category"]._ladder_key(trace["category"]))
        steps = [trace for trace in reversed(others) if self._next_change(trace)][:1]
        return [
            {
                "text": self._next_change(trace),
                "is_risk": bool(trace["date_risk"] and trace["is_member"]),
            }
            for trace in [*held, *steps]
            if self._next_change(trace)
        ]

    def get_customer_category_card(self, config_id):
        """Return what a customer is in, why, and what was before.

        :param int config_id: the till that asks
        :return: dict with ``categories`` (list of dict with ``id``, ``name``,
            ``color``, ``assignment``, ``is_member``, ``stay``, ``next_change`` and
            ``conditions``) and
            ``history`` (list of dict with ``id``, ``name``, ``color``, ``start`` and
            ``end``)
        :raise AccessError: if the user may see neither till nor customer
        """
        customer, categories = self._at_till(config_id)
        traces = [category._explain(customer) for category in categories]
        told = [t for t in traces if t["is_member"] or self._next_change(t)]
        # What is held, then the steps of the ladder from the nearest up.
        told.sort(key=lambda t: (not t["is_member"], -t["category"].price_percent))
        return {
            "categories": [self._card_of(trace) for trace in told],
            "history": self._history(customer, categories),
        }

    def _at_till(self, config_id):
        """Return the customer and what its cashier may see, as the till's company does.

        :param int config_id: the till
        """
        self.ensure_one()
        config = self.env["pos.config"].browse(config_id)
        config.check_access("read")
        customer = self.with_context(allowed_company_ids=config.company_id.ids)
        customer.check_access("read")
        return customer, customer.env["customer.category"]._visible_at_till(config)

    @api.model
    def _next_change(self, trace):
        """Return what will change next, where a cashier may know it, else False.

        What is missing in money or points would tell what was bought elsewhere (R15),
        and a better group may be one that nobody at a till is to know.
        """
        is_figure_missing = any(
            not condition["holds"] and condition["metric"] != "visits"
            for condition in trace["conditions"]
        )
        is_secret = trace["elsewhere"] and is_figure_missing
        if not trace["is_member"] and (trace["better"] or is_secret):
            return False
        return trace["next_change"]

    @api.model
    def _card_of(self, trace):
        """Return what a card says of one category.

        :param dict trace: see ``customer.category._explain``
        """
        category = trace["category"]
        return {
            "id": category.id,
            "name": category.name,
            "color": category.color,
            "assignment": category.assignment,
            "is_member": trace["is_member"],
            "stay": trace["stay"],
            "next_change": self._next_change(trace)
            # Who decided so and why is not for the counter.
            or (trace["pin_text"] and self.env._("Decided by hand, not by the rules.")),
            "conditions": []
            if trace["pin_text"]
            else [self._condition_of(trace, c) for c in trace["conditions"]],
        }

    @api.model
    def _condition_of(self, trace, condition):
        """Return one condition of a card: what is needed, and what there is.

        :param dict trace: see ``customer.category._explain``
        :param dict condition: one of its conditions
        """
        why = self.env["customer.category.why"]
        labels = why._labels()
        metric = condition["metric"]
        category = trace["category"]
        needed = self.env._(
            "%(metric)s %(operator)s %(needed)s",
            metric=labels[metric],
            operator=labels[condition["operator"]],
            needed=why._figure(category, metric, condition["needed"]),
        )
        is_secret = trace["elsewhere"] and (metric in MONEY or metric == "points")
        have = False if is_secret else why._figure(category, metric, condition["have"])
        return {"needed": needed, "have": have, "holds": condition["holds"]}

    @api.model
    def _history(self, customer, categories):
        """Return the last former stays of a customer, the latest first.

        :param customer: the customer as the cashier chose it
        :param categories: those that the cashier may see
        """
        # The ledger is for administrators; whose stays a card tells was asked above.
        stays = (
            self.env["customer.category.membership"]
            .sudo()
            .search(
                Domain("partner_id", "=", customer.sudo().commercial_partner_id.id)
                & Domain("category_id", "in", categories.ids)
                & Domain("date_end", "!=", False),
                order="date_end DESC, id DESC",
                limit=HISTORY,
            )
        )
        return [
            {
                "id": stay.id,
                "name": category.name,
                "color": category.color,
                "start": category._short_date(
                    category._company_local_date(stay.date_start)
                ),
                "end": category._short_date(
                    category._company_local_date(stay.date_end)
                ),
            }
            for stay in stays
            for category in stay.category_id
        ]
