from datetime import timedelta

from odoo import fields, models

# How a member leaves by an act of the shop: the customer's own leaving, an agreed last
# day and merging contacts bind nobody.
BY_THE_SHOP = {"manual", "bulk", "import", "till", "api"}
# Each joining is written down, told to tills and maybe greeted by a message.
MOST_JOINS_A_DAY = 5


class CustomerCategoryJoining(models.AbstractModel):
    """What customers may join by themselves: nothing that the shop took them out of.

    For categories kept by hand this is what a pin is for the others (R11): removing a
    customer binds until somebody of the shop adds the customer again.
    """

    _name = "customer.category.joining"
    _description = "Joining Customer Categories by Oneself"

    def _join_by_oneself(self, categories):
        """Make the customer a member of what may be joined, as far as nothing bars it.

        :param categories: ``customer.category`` records that customers may have
        """
        refused = self.env["customer.category"].union(
            *self._refusals_to_join(categories)
        )
        self._add_customer_categories(categories - refused, "signup")

    def _refusals_to_join(self, categories):
        """Return why the customer cannot join: a sentence by category, if any.

        The last stay decides. What was undone counts as if it had never been.

        :param categories: ``customer.category`` records
        :rtype: dict
        """
        stays = (
            self.env["customer.category.membership"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.commercial_partner_id.id),
                    ("category_id", "in", categories.ids),
                    ("end_source", "!=", "undo"),
                ],
                order="date_start, id",
            )
        )
        refusals = {
            category: self._refusal_after(stays_in_it)
            for category, stays_in_it in stays.grouped("category_id").items()
        }
        return {category: text for category, text in refusals.items() if text}

    def _refusal_after(self, stays):
        """Return why nobody may join after these stays, False if one may.

        :param stays: those of one customer in one category, the last one last
        """
        last = stays[-1]
        if last.end_source in BY_THE_SHOP and not last.end_operation_id.may_return:
            return self.env._(
                "The shop ended your membership of this group. Ask there if you would "
                "like to come back."
            )
        yesterday = fields.Datetime.now() - timedelta(days=1)
        own = stays.filtered(
            lambda stay: stay.source == "signup" and stay.date_start > yesterday
        )
        return len(own) >= MOST_JOINS_A_DAY and self.env._(
            "You joined this group often today. You can join it again tomorrow."
        )
