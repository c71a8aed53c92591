from odoo import api, models


class CustomerCategoryLetterText(models.AbstractModel):
    """The sentences that a message says of a customer's memberships."""

    _name = "customer.category.letter.text"
    _description = "Sentences on Customer Categories for Customers"

    def _letter_group(self, stays):
        """Return the name of the rewards group, else of the categories by hand.

        A message to categories names these: the context key
        ``customer_category_letter_ids`` has their ids. One to who left them says so by
        the key ``customer_category_letter_left``.
        """
        written_to = self.env.context.get("customer_category_letter_ids", ())
        if self.env.context.get("customer_category_letter_left"):
            return self._letter_groups_left(written_to)
        named = [s.category_id.name for s in stays if s.category_id.id in written_to]
        if named:
            return ", ".join(named)
        by_kind = {
            kind: [s.category_id.name for s in stays if s.assignment == kind]
            for kind in ("rewards", "manual")
        }
        return ", ".join(by_kind["rewards"] or by_kind["manual"])

    def _letter_groups_left(self, category_ids):
        """Return the names of categories that the customer left, as far as told.

        :param category_ids: for which the message is
        """
        left = self.env["customer.category"].sudo().browse(category_ids)
        left = left.filtered(lambda c: not c.confidential and c.assignment != "smart")
        lang = self.lang or self.env.lang
        return ", ".join(left.with_context(lang=lang).mapped("name"))

    @api.model
    def _letter_stays(self, stays):
        """Return of which memberships a message speaks: those it is for, if any."""
        written_to = self.env.context.get("customer_category_letter_ids", ())
        return stays.filtered(lambda s: s.category_id.id in written_to) or stays

    @api.model
    def _letter_benefit(self, stays):
        """Return what the best of the categories gives, as a sentence."""
        company = self.env.company
        priced = [
            s.category_id for s in stays if s.category_id._find_live_prices(company)
        ]
        if not priced:
            return False
        best = min(priced, key=lambda category: category.price_percent)
        return best.env._(
            "%(group)s: %(benefit)s",
            group=best.name,
            benefit=next(best._price_benefit(company)),
        )

    @api.model
    def _letter_until(self, stays):
        """Return until when the first membership that ends lasts, and what helps."""
        ends = [
            (stay.date_expire, stay.category_id) for stay in stays if stay.date_expire
        ]
        if not ends:
            return False
        day, category = min(ends, key=lambda end: end[0])
        return category.env._(
            "Your membership of %(group)s ends after %(day)s. Tell us when you come "
            "by, and we renew it.",
            group=category.name,
            day=category._short_date(day),
        )

    @api.model
    def _letter_stay(self, stays, conditions):
        """Return what keeps the rewards group and by when, as a sentence.

        :param stays: the customer's memberships
        :param list conditions: how the customer stands towards the group's, None where
            something else decides
        """
        for stay in stays if conditions else ():
            if stay.assignment == "rewards":
                return stay.category_id._explain_keeping(conditions, stay.date_risk)
        return False
