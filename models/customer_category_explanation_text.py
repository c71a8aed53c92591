from datetime import timedelta

from odoo import models
from odoo.tools.misc import format_amount, format_date


class CustomerCategoryExplanationText(models.AbstractModel):
    """The sentences of an explanation, as one says them to a customer."""

    _name = "customer.category.explanation.text"
    _description = "Sentences of an Explanation"

    def _explain_stay(self, membership, last):
        """Say since when, by whom and until when, or when the last stay ended.

        :param membership: the membership that holds, if any
        :param last: the last one that ended, if any
        """
        if membership:
            since = self._short_date(self._company_local_date(membership.date_start))
            ways = dict(membership._fields["source"]._description_selection(self.env))
            text = self.env._(
                "Member since %(day)s: %(way)s, %(user)s.",
                day=since,
                way=ways.get(membership.source, membership.source),
                user=membership.user_id.name or "–",
            )
            if membership.date_expire:
                day = self._short_date(membership.date_expire)
                text += " " + self.env._("The last day is %s.", day)
            return text
        if last:
            return self.env._(
                "Was a member from %(start)s to %(end)s.",
                start=self._short_date(self._company_local_date(last.date_start)),
                end=self._short_date(self._company_local_date(last.date_end)),
            )
        return False

    def _explain_pin(self, pin):
        """Say that a pin decides, which, until when and why."""
        if not pin:
            return False
        if pin.category_id.id in self._hidden_ids():
            return self.env._("Decided by hand, not by the rules.")
        values = {
            "customer": pin.partner_id.display_name,
            "category": pin.category_id.name,
            "until": self.env._("until %s", self._short_date(pin.date_until))
            if pin.date_until
            else self.env._("for good"),
            "reason": pin.reason,
        }
        if pin.category_id != self:
            return self.env._(
                "A pin decides: %(customer)s is kept in “%(category)s” %(until)s, "
                "so in no other rewards group (%(reason)s).",
                **values,
            )
        if pin.mode == "in":
            return self.env._(
                "A pin decides, not the rules: %(customer)s is kept in “%(category)s” "
                "%(until)s (%(reason)s).",
                **values,
            )
        return self.env._(
            "A pin decides, not the rules: %(customer)s is kept out of “%(category)s” "
            "%(until)s (%(reason)s).",
            **values,
        )

    def _explain_next_change(self, trace, membership):
        """Return what will change next for this customer, as a sentence, or False.

        :param dict trace: see ``_explain``
        :param membership: the membership that holds, if any
        """
        if self.assignment == "manual":
            return self._explain_last_day(membership.date_expire)
        if trace["pin_text"] or trace["why_not"]:
            return False
        if trace["is_member"]:
            return self._explain_leaving(trace)
        if trace["better"].id in self._hidden_ids():
            return self.env._(
                "No change is due. An administrator of customer categories can say why."
            )
        if trace["better"]:
            return self.env._(
                "%(customer)s holds “%(better)s”, which is better.",
                customer=trace["partner"].name,
                better=trace["better"].name,
            )
        return self._explain_missing(trace)

    def _explain_why_not(self, trace, at):
        """Say what no condition says: for whom it is, or how to get in (R8).

        :param at: see ``_explain``; what will come is told of today alone
        """
        if trace["is_member"] or trace["pin_text"] or trace["better"]:
            return False
        values = {"customer": trace["partner"].name, "category": self.name}
        if trace["is_outside"]:
            return self.env._(
                "“%(category)s” is not for all contacts, and %(customer)s is none of "
                "those it is for.",
                **values,
            )
        if at or not (trace["qualifies"] and trace["partner"].active):
            return False
        if self.assignment == "smart":
            return self.env._(
                "%(customer)s meets every condition and joins “%(category)s” with the "
                "next scheduled run.",
                **values,
            )
        return self.env._(
            "%(customer)s meets every condition and joins “%(category)s” with the next "
            "order, or when you choose Assign now.",
            **values,
        )

    def _explain_last_day(self, day):
        """Say when a membership by hand ends, False when never."""
        return day and self.env._(
            "Leaves “%(category)s” after %(day)s.",
            category=self.name,
            day=self._short_date(day),
        )

    def _explain_leaving(self, trace):
        """Say when a member leaves if nothing happens."""
        if trace["date_risk"]:
            return self.env._(
                "At risk: leaves “%(category)s” on %(day)s unless qualifying again.",
                category=self.name,
                day=self._short_date(self._leaving_day(trace)),
            )
        day = self._leaving_day(trace)
        return day and self.env._(
            "Leaves “%(category)s” on %(day)s unless there is one more visit.",
            category=self.name,
            day=self._short_date(day),
        )

    def _leaving_day(self, trace):
        """Return the day a member leaves if nothing happens, False for never."""
        grace = timedelta(days=self.grace_days)
        if trace["date_risk"]:
            return trace["date_risk"] + grace
        days = [c["fails_on"] for c in trace["conditions"] if c["fails_on"]]
        return bool(days) and min(days) + grace

    def _last_day_of_stay(self, trace):
        """Return the last day on which a member stays if nothing happens, or False."""
        if trace["pin_text"] or not trace["is_member"]:
            return False
        day = self._leaving_day(trace)
        return day and day - timedelta(days=1)

    def _explain_missing(self, trace):
        """Say what a customer still needs, where that is a matter of buying more."""
        missing = [c for c in trace["conditions"] if not c["holds"]]
        wishes = [self._explain_wish(condition) for condition in missing]
        if not wishes or not all(wishes):
            return False
        values = {"wishes": self.env._(" and ").join(wishes), "category": self.name}
        # Anybody may know what a group brings; who may see its rules is another matter.
        if self.price_percent < 100 and self.sudo()._find_live_prices(self.env.company):
            return self.env._(
                "%(wishes)s for “%(category)s” (%(percent)s%% off where it has "
                "prices).",
                percent=f"{100 - self.price_percent:g}",
                **values,
            )
        return self.env._("%(wishes)s for “%(category)s”.", **values)

    def _explain_keeping(self, conditions, date_risk):
        """Say what a member has to buy, and by when, to stay in; False for nothing.

        :param list conditions: see ``_figures_of_many``
        :param date date_risk: since when the member is at risk, False for not at all
        """
        missing = [c for c in conditions if not c["holds"]]
        days = [c["by"] for c in missing if c["by"]]
        if date_risk:
            days.append(date_risk + timedelta(days=self.grace_days - 1))
        else:
            missing = [c for c in conditions if c["keep_by"]]
            missing = sorted(missing, key=lambda c: c["keep_by"])[:1]
            days = [c["keep_by"] for c in missing]
        wishes = [self._explain_wish({**c, "by": False}) for c in missing]
        if not days or not wishes or not all(wishes):
            return False
        return self.env._(
            "%(wishes)s by %(day)s to stay in “%(category)s”.",
            wishes=self.env._(" and ").join(wishes),
            day=self._short_date(min(days)),
            category=self.name,
        )

    def _explain_wish(self, condition):
        """Say how much of one condition is missing, False where more does not help."""
        if condition["operator"] != ">=" or condition["days_from"]:
            return False
        missing = condition["needed"] - (condition["have"] or 0)
        if condition["metric"] == "visits":
            return self._explain_visits(condition)
        if condition["metric"] == "spend":
            amount = format_amount(self.env, missing, self.currency_id)
            return self.env._("%s more to spend", amount)
        if condition["metric"] == "points":
            return self.env._("%g more points", missing)
        return False

    def _explain_visits(self, condition):
        """Say how many visits are missing and by when they must come."""
        count, by = condition["missing"], condition["by"]
        if by and count == 1:
            return self.env._("1 more visit by %s", self._short_date(by))
        if by:
            day = self._short_date(by)
            return self.env._("%(n)s more visits by %(day)s", n=count, day=day)
        if count == 1:
            return self.env._("1 more visit")
        return self.env._("%s more visits", count)

    def _short_date(self, day):
        """Return a date as people write it in a sentence."""
        return format_date(self.env, day, date_format="d MMM y")
