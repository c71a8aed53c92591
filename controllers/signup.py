from odoo.http import request

from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.addons.web.controllers.home import SIGN_UP_REQUEST_PARAMS

from ..models.customer_category_signup import read_id

# A category that is ticked, and the token of a signup link.
CHOICE = "customer_category_"
TOKEN = "customer_category_token"
AGREES = "customer_category_agrees"

SIGN_UP_REQUEST_PARAMS.add(TOKEN)


class CustomerCategorySignup(AuthSignupHome):
    """Categories on the form on which customers create their account."""

    def get_auth_signup_qcontext(self):
        """Tell the form what can be chosen, and what was."""
        qcontext = super().get_auth_signup_qcontext()
        if self._is_signup():
            categories = request.env["customer.category"]
            company = request.env.company
            qcontext["customer_categories"] = categories._offered_at_signup(company)
            qcontext["customer_category_ids"] = self._ticked_categories()
            qcontext["customer_category_joins"] = categories._find_by_signup_token(
                qcontext.get(TOKEN), company
            )
            joinable = (
                qcontext["customer_categories"]
                | qcontext["customer_category_joins"]
                | categories._given_openly_at_signup(company)
            )
            qcontext["customer_category_asks_consent"] = any(
                joinable.mapped("needs_consent")
            )
        return qcontext

    def _prepare_signup_values(self, qcontext):
        """Hand on what was chosen; whether it may be is decided with the account."""
        values = super()._prepare_signup_values(qcontext)
        ids, token = self._ticked_categories(), qcontext.get(TOKEN)
        agrees = bool(request.params.get(AGREES))
        if self._is_signup() and (ids or token or agrees):
            values["customer_category_choice"] = {
                "ids": ids,
                "token": token,
                "agrees": agrees,
            }
        return values

    def _is_signup(self):
        """Tell whether it is the signup form; resetting a password shares its code."""
        return request.httprequest.path.rstrip("/").endswith("/web/signup")

    def _ticked_categories(self):
        """Return the ids of the boxes that are ticked, whatever was sent."""
        ids = {
            read_id(key.removeprefix(CHOICE))
            for key in request.params
            if key.startswith(CHOICE)
        }
        return ids - {0}
