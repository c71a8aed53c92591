from odoo import fields, models

from ..engines.optouts import opt_out_sql

CHANNELS = ("email", "sms")


class CustomerCategoryChoices(models.AbstractModel):
    """Which messages of their categories customers want."""

    _name = "customer.category.choices"
    _description = "Message Choices of Customers"

    customer_category_optout_ids = fields.One2many(
        "customer.category.optout",
        "partner_id",
        string="No Messages of",
        copy=False,
        groups="base.group_partner_manager,"
        "customer_category.customer_category_group_administrator",
        help="Categories whose messages the customer does not want.",
    )

    def _opt_out_of_customer_categories(self, categories, channels=CHANNELS):
        """Send these customers no more messages of categories.

        Contacts stand for their company. The caller checks who may do this: a portal
        page for its own customer, and with sudo.

        :param categories: ``customer.category`` records
        :param channels: ``email`` and ``sms``
        """
        optouts = self.env["customer.category.optout"]
        optouts.check_access("create")
        customers = self.commercial_partner_id
        customers._check_customer_category_company(categories)
        cause = self.env["customer.category"]._cause("manual")
        self.env.flush_all()
        self.env.execute_query(
            opt_out_sql(customers.ids, categories.ids, channels, cause)
        )
        optouts.invalidate_model()
        customers.invalidate_recordset(["customer_category_optout_ids"])

    def _opt_in_to_customer_categories(self, categories, channels=CHANNELS):
        """Send these customers messages of categories again; as above."""
        self._find_customer_category_optouts(channels).filtered(
            lambda optout: optout.category_id in categories
        ).unlink()

    def _find_customer_category_optouts(self, channels=CHANNELS):
        """Return what these customers opted out of, as ``customer.category.optout``.

        :param channels: ``email`` and ``sms``
        """
        return self.env["customer.category.optout"].search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("channel", "in", list(channels)),
            ]
        )
