from odoo import models


class CustomerCategoryChatter(models.AbstractModel):
    """What the chatter tells of a category beyond its tracked fields."""

    _name = "customer.category.chatter"
    _description = "Chatter of Customer Categories"

    def write(self, vals):
        """Log how the conditions changed, which are lines of their own."""
        if "criterion_ids" not in vals:
            return super().write(vals)
        before = {category: category._conditions_text() for category in self}
        result = super().write(vals)
        for category, text in before.items():
            after = category._conditions_text()
            if after != text:
                category._message_log(
                    body=self.env._(
                        "Conditions: %(after)s (before: %(before)s)",
                        after=after,
                        before=text,
                    )
                )
        return result

    def _conditions_text(self):
        """Return the conditions as one line."""
        names = self.criterion_ids.sorted().mapped("display_name")
        return "; ".join(names) or self.env._("none")
