from urllib.parse import parse_qs, urlsplit

from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from odoo.http import request, route

from odoo.addons.mass_mailing.controllers.main import MassMailController
from odoo.addons.mass_mailing_sms.controllers.main import MailingSMSController

# What recipients choose on Odoo's own pages: messages like the one they got, or them
# again. Whatever else is sent means what Odoo means: all messages.
STOP, AGAIN = "stop", "again"


class CustomerCategoryUnsubscribe(MassMailController):
    """E-mails to categories: stop those alone, instead of all messages.

    One click of a mail program (RFC 8058) stays what it is in Odoo: all messages.
    """

    @route()
    def mailing_confirm_unsubscribe(
        self, mailing_id, document_id=None, email=None, hash_token=None
    ):
        """Ask what is to be stopped, where there is something to choose."""
        response = super().mailing_confirm_unsubscribe(
            mailing_id, document_id, email, hash_token
        )
        if hash_token:
            mailing = request.env["mailing.mailing"].sudo().browse(mailing_id)
            response.qcontext["customer_category_words"] = (
                mailing._words_to_unsubscribe()
            )
        return response

    @route()
    def mailing_confirm_unsubscribe_post(
        self,
        mailing_id,
        document_id=None,
        email=None,
        hash_token=None,
        customer_category_choice=None,
        **post,
    ):
        """Stop what was chosen, for whom the link is alone."""
        values = {
            "mailing_id": mailing_id,
            "document_id": document_id,
            "email": email,
            "hash_token": hash_token,
        }
        # A link without a token is for who is logged in, and for all messages.
        if customer_category_choice not in (STOP, AGAIN) or not hash_token:
            return super().mailing_confirm_unsubscribe_post(**values)
        mailing = self._find_mailing_of_link(**values)
        is_wanted = customer_category_choice == AGAIN
        mailing._choose_for_recipient(int(document_id), "email", is_wanted)
        return request.render(
            "customer_category.page_unsubscribed", {**values, "is_wanted": is_wanted}
        )

    def _find_mailing_of_link(self, mailing_id, document_id, email, hash_token):
        """Return the mailing of a link; a forged one gets Odoo's own answer.

        :raise werkzeug.exceptions.HTTPException: where anything of it is not as it
            was sent
        """
        numbers = (mailing_id or "", document_id or "")
        if not all(n.isascii() and n.isdecimal() and len(n) < 10 for n in numbers):
            raise BadRequest
        if not hash_token.isascii():
            raise Unauthorized
        try:
            return self._check_mailing_email_token(
                int(mailing_id),
                document_id,
                email,
                hash_token,
                required_mailing_id=True,
            )
        except NotFound as error:
            # Nobody is told which mailings there are.
            raise Unauthorized from error


class CustomerCategoryUnsubscribeSms(MailingSMSController):
    """SMS to categories: the same choice on the page behind their link."""

    @route()
    def blacklist_page(self, mailing_id, trace_code, **post):
        """Ask what is to be stopped; stop what was chosen once the number is right."""
        response = super().blacklist_page(mailing_id, trace_code, **post)
        traces = self._check_trace(mailing_id, trace_code).get("trace")
        if not traces:
            return response
        mailing = traces.mass_mailing_id
        if response.is_qweb:
            response.qcontext["customer_category_words"] = (
                mailing._words_to_unsubscribe()
            )
            return response
        if post.get("customer_category_choice") != STOP:
            return response
        # Odoo hands on the number that it found among the messages of this code.
        (number,) = parse_qs(urlsplit(response.location).query)["sms_number"]
        for trace in traces.filtered(lambda t: t.sms_number == number):
            mailing._choose_for_recipient(trace.res_id, "sms")
        return request.render("customer_category.page_unsubscribed", {})
