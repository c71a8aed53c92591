from odoo import models
from odoo.fields import Domain


class CustomerCategoryNews(models.AbstractModel):
    """What a sale brought its customer, to be said at the till and on the receipt."""

    _name = "customer.category.news"
    _description = "News of Rewards Groups after a Sale"

    def get_customer_category_news(self):
        """Return what each order's customer is to hear about rewards groups.

        It is asked for after the sale is stored, so it costs the sale nothing.

        :return: dict of sentences by order id as text; orders with none are left out
        :raise AccessError: if the user may not see one of the orders
        """
        self.check_access("read")
        news = {str(order.id): order._customer_category_news() for order in self}
        return {order_id: text for order_id, text in news.items() if text}

    def _customer_category_news(self):
        """Return a sentence on the group that the customer holds, or False."""
        self.ensure_one()
        company = self.company_id
        customer = self.with_context(allowed_company_ids=company.ids).partner_id
        holder = customer.sudo().commercial_partner_id.with_company(company)
        group = holder.rewards_category_id
        visible = self.env["customer.category"]._visible_at_till(self.config_id)
        if not group or group.id not in visible.ids:
            return False
        if self._has_earned(group, holder):
            return self.env._("You just reached %s.", group.name)
        own = group.with_env(customer.env)
        trace = own._explain(customer)
        day = own._last_day_of_stay(trace)
        return day and self.env._(
            "%(group)s until %(day)s.", group=group.name, day=own._short_date(day)
        )

    def _has_earned(self, group, holder):
        """Tell whether it was this order that let its customer into the group.

        :param group: the rewards group held
        :param holder: the customer (unit) who holds it
        """
        # The ledger is for administrators.
        stays = self.env["customer.category.membership"].sudo()
        return bool(
            stays.search_count(
                Domain("partner_id", "=", holder.id)
                & Domain("category_id", "=", group.id)
                & Domain("order_id", "=", self.id)
                & Domain("date_end", "=", False),
                limit=1,
            )
        )
