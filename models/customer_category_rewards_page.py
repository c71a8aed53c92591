from odoo import models
from odoo.fields import Domain

from ..engines.metrics import MONEY
from .customer_category_choices import CHANNELS


class CustomerCategoryRewardsPage(models.AbstractModel):
    """What customers read of themselves: the page My Rewards.

    It speaks of one company (R15), of the customer alone, never of confidential
    categories, and names nobody of the staff. Nothing here can be called from outside.
    """

    _name = "customer.category.rewards.page"
    _description = "A Customer's Own Rewards"

    def _rewards_page(self, company):
        """Return all that the customer may read.

        :param company: the ``res.company`` whose page it is
        :return: dict with ``held`` and ``steps`` (lists of dict, see ``_rewards_of``),
            ``offered`` (what can be joined, or the ``refusal``) and ``history``, see
            ``_history``
        """
        self.ensure_one()
        customer = self._as_reader_of_rewards(company)
        categories = customer._rewards_categories(company)
        is_reward = {c for c in categories if c.assignment == "rewards"}
        choices = customer._get_customer_category_choices()
        held = customer.customer_category_ids & categories
        needs_consent = set(held.filtered("needs_consent").ids)
        traces = [
            category._explain(customer)
            for category in categories
            if category in held or category in is_reward
        ]
        rewards = customer._held_rewards([t for t in traces if t["is_member"]])
        offered = self.env["customer.category"]._offered_at_signup(company)
        refusals = customer._refusals_to_join(offered)
        leavable = customer._leavable_categories(offered)
        for reward in rewards:
            reward["can_leave"] = reward["id"] in leavable.ids
            reward["can_return"] = reward["id"] in offered.ids
            reward["messages"] = {
                channel: choices.get(
                    (reward["id"], channel),
                    "no" if reward["id"] in needs_consent else "yes",
                )
                == "yes"
                for channel in CHANNELS
            }
        return {
            "held": rewards,
            "steps": customer._rewards_steps(traces),
            "offered": [
                {
                    "id": category.id,
                    "name": category.name,
                    "benefits": category._benefits_for_customers(company),
                    "refusal": refusals.get(category),
                }
                for category in offered - held
            ],
            "history": customer._history(customer, categories),
        }

    def _choose_messages(self, company, wanted, shown=None):
        """Keep which messages the customer wants of the categories on the page.

        :param company: the ``res.company`` whose page it is
        :param set wanted: pairs of category id and channel; the page decides about its
            own categories, whatever else is among them
        :param set | None shown: ids of the categories that were asked about; None is
            all that are on the page now
        """
        customer = self._as_reader_of_rewards(company)
        categories = customer._rewards_categories(company)
        held = customer.customer_category_ids & categories
        if shown is not None:
            held = held.filtered(lambda category: category.id in shown)
        for channel in CHANNELS:
            chosen = held.filtered(lambda c, by=channel: (c.id, by) in wanted)
            customer._opt_in_to_customer_categories(chosen, [channel], "portal")
            customer._opt_out_of_customer_categories(held - chosen, [channel], "portal")

    def _choose_category(self, company, category_id, joins):
        """Join a category that customers may choose, or leave one joined by oneself.

        :param company: the ``res.company`` whose page it is
        :param int category_id: as somebody sent it
        :param bool joins: whether to join or to leave
        """
        customer = self._as_reader_of_rewards(company)
        offered = customer.env["customer.category"]._offered_at_signup(company)
        if joins:
            customer._join_by_oneself(offered.filtered(lambda c: c.id == category_id))
            return
        known = customer._rewards_categories(company)
        leavable = customer._leavable_categories(offered) & known
        customer._remove_customer_categories(
            leavable.filtered(lambda c: c.id == category_id), "signup"
        )

    def _leavable_categories(self, offered):
        """Return what the customer may leave: what may be chosen, or was joined so.

        What every new account gets is no choice of the customer.

        :param offered: the ``customer.category`` records that may be chosen
        """
        joined = self._open_stays().filtered(lambda stay: stay.source == "signup")
        return offered | joined.category_id.filtered(
            lambda c: c.assignment == "manual" and c.signup_mode != "automatic"
        )

    def _as_reader_of_rewards(self, company):
        """Return the customer as the company sees it; contacts stand for theirs."""
        customer = self.sudo().with_context(allowed_company_ids=company.ids)
        return customer.with_company(company).commercial_partner_id

    def _rewards_categories(self, company):
        """Return the categories that customers of a company may know of.

        Segments are what a shop thinks of its customers; only those that bring their
        members something are told.
        """
        # Who reads has no rights on categories; what is told of them is chosen here.
        categories = (
            self.env["customer.category"]
            .sudo()
            .search(
                Domain("company_id", "in", [False, *company.parent_ids.ids])
                & Domain("confidential", "=", False)
            )
        )
        return categories.filtered(
            lambda c: (
                c.assignment != "smart"
                or (
                    c in self.customer_category_ids
                    and c._benefits_for_customers(company)
                )
            )
        )

    def _held_rewards(self, traces):
        """Return what the customer is in, the newest first, with since when."""
        stays = {stay.category_id: stay for stay in self._open_stays()}
        rewards = []
        for trace in traces:
            category = trace["category"]
            stay = stays[category]
            day = category._company_local_date(stay.date_start)
            values = {
                **self._rewards_of(trace),
                "since": category._short_date(day),
                "next_change": self._kept_until(trace, stay),
            }
            rewards.append((stay.date_start, values))
        rewards.sort(key=lambda reward: reward[0], reverse=True)
        return [values for _start, values in rewards]

    def _kept_until(self, trace, stay):
        """Say how long a group stays the customer's own, False where nothing ends it.

        :param dict trace: see ``customer.category._explain``
        :param stay: the membership that holds
        """
        category = trace["category"]
        if trace["pin_text"]:
            return False
        if category.assignment == "manual":
            day = stay.date_expire
            return day and self.env._("Yours until %s.", category._short_date(day))
        day = category._last_day_of_stay(trace)
        values = {"day": day and category._short_date(day)}
        if day and trace["date_risk"]:
            return self.env._("Yours until %(day)s unless you qualify again.", **values)
        return day and self.env._(
            "Yours until %(day)s, and longer with one more visit.", **values
        )

    def _open_stays(self):
        """Return the memberships that hold; the ledger itself is for administrators."""
        return self.customer_category_membership_ids.filtered(
            lambda stay: not stay.date_end and stay.category_id
        )

    def _rewards_steps(self, traces):
        """Return the groups that more purchases lead to, the nearest first."""
        steps = [t for t in traces if not t["is_member"] and self._next_change(t)]
        steps.sort(key=lambda t: t["category"]._ladder_key(t["category"]), reverse=True)
        return [self._rewards_of(trace) for trace in steps]

    def _rewards_of(self, trace):
        """Return what the page says of one category.

        :param dict trace: see ``customer.category._explain``
        :return: dict with ``id``, ``name``, ``benefits``, ``next_change``, ``is_risk``
            and ``conditions`` (list of dict, see ``_rewards_condition``)
        """
        category = trace["category"]
        card = self._card_of(trace)
        return {
            "id": category.id,
            "name": category.name,
            "benefits": category._benefits_for_customers(self.env.company),
            "next_change": card["next_change"],
            "is_risk": bool(trace["date_risk"] and trace["is_member"]),
            "conditions": [
                {**told, "percent": self._rewards_percent(trace, condition)}
                for told, condition in zip(
                    card["conditions"], trace["conditions"], strict=False
                )
            ],
        }

    def _rewards_percent(self, trace, condition):
        """Return how much of a condition is reached, None where nobody may know.

        :param dict trace: see ``customer.category._explain``
        :param dict condition: one of its conditions
        """
        metric = condition["metric"]
        is_secret = trace["elsewhere"] and (metric in MONEY or metric == "points")
        if is_secret or condition["operator"] != ">=" or condition["needed"] <= 0:
            return None
        share = (condition["have"] or 0) / condition["needed"]
        return round(100 * min(1, max(0, share)))
