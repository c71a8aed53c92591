from odoo import models

from ..engines.explanation import figures_of_many_sql


class CustomerCategoryProgress(models.AbstractModel):
    """How far any number of customers are from a category, by one statement."""

    _name = "customer.category.progress"
    _description = "Progress towards Customer Categories"

    def _figures_of_many(self, customer_ids):
        """Yield customers and how they stand towards this category's conditions (R17).

        The days by which visits must come are left out: they differ by order.

        :param customer_ids: ids of commercial entities
        :return: tuples ``(customer id, conditions)``, the conditions as the sentences
            of an explanation take them
        """
        self.env.flush_all()
        days = self._company_days()
        today = {day.company_id: day.day for day in days}
        rule = self.sudo()._rule(today.get(self.company_id.id, days[0].day))
        rows = self.env.execute_query(figures_of_many_sql(rule, days, customer_ids))
        known = {customer_id: figures for customer_id, *figures in rows}
        nothing = [None] * (2 * len(rule.conditions))
        for customer_id in customer_ids:
            figures = known.get(customer_id, nothing)
            yield (
                customer_id,
                [
                    self._condition_of_many(condition, *figures[2 * i : 2 * i + 2])
                    for i, condition in enumerate(rule.conditions)
                ],
            )

    @staticmethod
    def _condition_of_many(condition, have, holds):
        have = float(have or 0)
        return {
            "metric": condition.metric,
            "operator": condition.operator,
            "days_from": condition.days_from,
            "needed": condition.value,
            "have": have,
            "holds": bool(holds),
            "missing": max(int(condition.value - have), 1),
            "by": False,
        }
