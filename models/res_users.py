import logging

from odoo import api, models

_logger = logging.getLogger(__name__)


class ResUsers(models.Model):
    """New accounts on the portal get, and may choose, categories."""

    _inherit = "res.users"

    @api.model
    def signup(self, values, token=None):
        """Let who signs up into what was chosen, as far as it may be chosen.

        :param dict values: as Odoo takes them; ``customer_category_choice`` besides, a
            dict with ``ids`` of categories, ``token`` of a signup link, and ``agrees``:
            whether their messages are wanted
        """
        choice = values.pop("customer_category_choice", None)
        login, password = super().signup(values, token)
        if choice:
            user = self.sudo().search([("login", "=", login)], limit=1)
            offered = user._choosable_customer_categories(choice)
            if choice["agrees"]:
                # The account is in these already; now their messages are wanted too.
                given = offered._given_openly_at_signup(user.company_id)
                offered |= given & user.partner_id.customer_category_ids
            user._join_customer_categories(offered, agrees=choice["agrees"])
        return login, password

    def _create_user_from_template(self, values):
        """Let every new account into what is for every new account."""
        user = super()._create_user_from_template(values)
        categories = self.env["customer.category"]
        user._join_customer_categories(categories._given_at_signup(user.company_id))
        return user

    def _choosable_customer_categories(self, choice):
        """Return what of a choice may be chosen; it comes from outside.

        :param dict choice: see ``signup``
        """
        categories = self.env["customer.category"]
        offered = categories._offered_at_signup(self.company_id)
        chosen = offered.filtered(lambda c: c.id in choice["ids"])
        return chosen | categories._find_by_signup_token(
            choice["token"], self.company_id
        )

    def _join_customer_categories(self, categories, agrees=False):
        """Make the user's customer a member; a signup never fails by it.

        :param categories: ``customer.category`` records that may be had
        :param bool agrees: whether the customer agreed to their messages
        """
        try:
            with self.env.cr.savepoint():
                customer = self.sudo().partner_id
                customer._join_by_oneself(categories)
                if agrees:
                    customer._opt_in_to_customer_categories(categories, source="signup")
        except Exception:
            _logger.exception("A new account was not added to its categories.")
