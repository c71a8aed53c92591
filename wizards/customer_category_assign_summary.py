from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ..engines.assignment import refused_sql, tally_sql


class CustomerCategoryAssignSummary(models.AbstractModel):
    """What changing categories would do, told before it happens."""

    _name = "customer.category.assign.summary"
    _description = "Summary of Assigning Customer Categories"

    customer_count = fields.Integer(
        string="Customers",
        compute="_compute_summary",
        help="The contacts of one company are one customer.",
    )
    change_count = fields.Integer(compute="_compute_summary")
    summary = fields.Text(compute="_compute_summary")

    @api.depends(
        "mode",
        "category_ids",
        "partner_domain",
        "partner_ids",
        "date_expire",
        "renews",
        "proof",
    )
    def _compute_summary(self):
        """Count by the very queries that Apply writes with."""
        self.env.flush_all()
        for wizard in self:
            wizard.customer_count = wizard._count_customers(wizard._selected_sql())
            seen = wizard.customer_count
            if wizard._sees_more_than_it_may_change():
                seen = wizard._count_customers(wizard._seen_sql())
            wizard.change_count, lines = wizard._tell_changes()
            if seen > wizard.customer_count:
                lines.append(
                    self.env._(
                        "%s refused: you may see these customers, but not change them.",
                        wizard._number(seen - wizard.customer_count),
                    )
                )
            wizard.summary = "\n".join(lines)

    @api.model
    def _sees_more_than_it_may_change(self):
        """Tell whether the user may see contacts that the user may not change."""
        rules = self.env["ir.rule"]
        seen, changed = (
            rules._compute_domain("res.partner", mode) for mode in ("read", "write")
        )
        return list(seen) != list(changed)

    def _tell_changes(self):
        """Return how many memberships change, and a sentence per category."""
        if not (self.category_ids or self.mode == "replace"):
            return 0, [self.env._("Choose at least one category.")]
        if self.picks_customers and not self.partner_ids:
            return 0, [self.env._("Choose the customers to add.")]
        tally = {
            category: counts
            for category, *counts in self.env.execute_query(
                tally_sql(self._changes_sql())
            )
        }
        chosen = self.category_ids._origin
        refused = self._refused(chosen)
        left = chosen.browse(list(tally)).sorted() - chosen
        lines = [
            self.env._(
                "%(category)s: %(counts)s.",
                category=category.name,
                counts=", ".join(
                    self._tell_counts(
                        tally.get(category.id, (0, 0, 0)), refused[category.id]
                    )
                    if category in chosen
                    else [self._tell_leaving(tally[category.id][2])]
                ),
            )
            for category in chosen | left
        ]
        nothing = [self.env._("Nobody is in a category kept by hand.")]
        return sum(sum(counts) for counts in tally.values()), lines or nothing

    def _refused(self, chosen):
        """Return how many customers cannot enter, by the id of each chosen category.

        Replacing leaves a customer alone who cannot enter one of them.
        """
        # Shared categories are for the customers of all companies.
        if self.mode == "remove" or not chosen.company_id:
            return dict.fromkeys(chosen.ids, 0)
        counts = dict(
            self.env.execute_query(refused_sql(self._selected_sql(), chosen.ids))
        )
        if self.mode == "replace":
            return dict.fromkeys(chosen.ids, counts[None])
        return {category: counts.get(category, 0) for category in chosen.ids}

    def _tell_counts(self, counts, refused):
        """Yield what happens to the customers in one chosen category.

        :param counts: ``(joined, renewed, left)``
        :param int refused: customers of another company
        """
        joined, renewed, left = counts
        rest = self.customer_count - joined - renewed - left - refused
        if self.mode == "remove":
            yield self._tell_leaving(left)
            yield self.env._("%s not in", self._number(rest))
            return
        yield self.env._("%s will be added", self._number(joined))
        yield self.env._("%s already in", self._number(rest))
        if renewed:
            yield self.env._("%s will be renewed", self._number(renewed))
        if refused:
            yield self.env._(
                "%s refused, since they belong to another company",
                self._number(refused),
            )

    def _tell_leaving(self, count):
        """Say how many leave a category."""
        return self.env._("%s will leave", self._number(count))

    @api.model
    def _number(self, count):
        """Return a count as the user's language writes it."""
        return formatLang(self.env, count, 0)
