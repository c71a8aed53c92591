from odoo import models

from ..engines.explanation import figures_of_many_sql, orders_sql
from ..engines.verdicts import Sale, visits_missing, visits_to_keep


class CustomerCategoryProgress(models.AbstractModel):
    """How far any number of customers are from a category, by two statements."""

    _name = "customer.category.progress"
    _description = "Progress towards Customer Categories"

    def _figures_of_many(self, customer_ids):
        """Yield customers and how they stand towards this category's conditions (R17).

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
        sales = self._sales_of_many(rule, days, customer_ids)
        for customer_id in customer_ids:
            figures = known.get(customer_id, nothing)
            own = sales.get(customer_id, [])
            yield (
                customer_id,
                [
                    {
                        **self._condition_of_many(c, *figures[2 * i : 2 * i + 2]),
                        **self._days_of_many(c, own, rule.today),
                    }
                    for i, c in enumerate(rule.conditions)
                ],
            )

    def _sales_of_many(self, rule, days, customer_ids):
        """Return customer id -> the sales that may count for a condition on visits."""
        windows = [c.days_to for c in rule.conditions if self._has_days(c)]
        if not windows:
            return {}
        sales = {}
        query = orders_sql(rule, days, customer_ids, oldest=max(windows))
        for row in self.env.execute_query(query):
            sale = Sale(*row)
            sales.setdefault(sale.customer_id, []).append(sale)
        return sales

    @staticmethod
    def _has_days(condition):
        """Tell whether it matters to a condition by when one more visit comes."""
        return (
            condition.metric == "visits"
            and condition.operator == ">="
            and condition.days_to is not None
            and not condition.days_from
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
            "keep_by": False,
        }

    def _days_of_many(self, condition, sales, today):
        """Return how many visits are missing and by when, or by when to keep it.

        :param list sales: the customer's, see ``_sales_of_many``
        """
        if not self._has_days(condition):
            return {}
        missing, by = visits_missing(sales, condition, today)
        if missing:
            return {"missing": missing, "by": by}
        missing, by = visits_to_keep(sales, condition, today)
        return {"missing": missing, "keep_by": by}
