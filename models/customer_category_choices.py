from odoo import fields, models

from ..engines.optouts import choose_sql

CHANNELS = ("email", "sms")
# Who may read what customers chose.
READERS = (
    "base.group_partner_manager,customer_category.customer_category_group_administrator"
)


class CustomerCategoryChoices(models.AbstractModel):
    """Which messages of their categories customers want."""

    _name = "customer.category.choices"
    _description = "Message Choices of Customers"

    customer_category_choice_ids = fields.One2many(
        "customer.category.optout",
        "partner_id",
        string="Message Choices",
        copy=False,
        groups=READERS,
        help="Categories whose messages the customer refused, or agreed to.",
    )
    customer_category_optout_ids = fields.One2many(
        "customer.category.optout",
        "partner_id",
        string="No Messages of",
        domain=[("choice", "=", "no")],
        copy=False,
        groups=READERS,
        help="Categories whose messages the customer does not want.",
    )

    def _opt_out_of_customer_categories(
        self, categories, channels=CHANNELS, source="manual"
    ):
        """Send these customers no more messages of categories.

        Contacts stand for their company. The caller checks who may do this: a portal
        page for its own customer, and with sudo.

        :param categories: ``customer.category`` records
        :param channels: ``email`` and ``sms``
        :param str source: how the customers said so, see ``customer.category.optout``
        """
        self._choose_customer_category_messages(categories, channels, "no", source)

    def _opt_in_to_customer_categories(
        self, categories, channels=CHANNELS, source="manual"
    ):
        """Send these customers messages of categories again; as above.

        Their agreement is kept where a category writes only to who agreed.
        """
        agreed = categories.filtered("needs_consent")
        self._find_customer_category_optouts(channels).filtered(
            lambda optout: optout.category_id in categories - agreed
        ).unlink()
        self._choose_customer_category_messages(agreed, channels, "yes", source)

    def _choose_customer_category_messages(self, categories, channels, choice, source):
        choices = self.env["customer.category.optout"]
        choices.check_access("create")
        customers = self.commercial_partner_id
        # A link in a message says no, whatever company has the customer by now.
        if choice == "yes" or source != "link":
            customers._check_customer_category_company(categories)
        cause = self.env["customer.category"]._cause("manual")
        self.env.flush_all()
        self.env.execute_query(
            choose_sql(customers.ids, categories.ids, channels, choice, source, cause)
        )
        choices.invalidate_model()
        customers.invalidate_recordset(
            ["customer_category_choice_ids", "customer_category_optout_ids"]
        )

    def _find_customer_category_optouts(self, channels=CHANNELS):
        """Return what these customers opted out of, as ``customer.category.optout``.

        :param channels: ``email`` and ``sms``
        """
        return self.env["customer.category.optout"].search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("channel", "in", list(channels)),
                ("choice", "=", "no"),
            ]
        )

    def _get_customer_category_choices(self):
        """Return category id and channel -> ``no`` or ``yes``, of what was said."""
        choices = self.env["customer.category.optout"].search(
            [("partner_id", "in", self.commercial_partner_id.ids)]
        )
        return {(c.category_id.id, c.channel): c.choice for c in choices}
