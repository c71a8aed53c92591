from urllib.parse import parse_qs, urlsplit

from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from odoo.http import request, route

from odoo.addons.mass_mailing.controllers.main import MassMailController
from odoo.addons.mass_mailing_sms.controllers.main import MailingSMSController

from ..models.customer_category_unsubscribe import TEST
from .page import check_is_posted, page_head

# What recipients choose on Odoo's own pages: messages like the one they got, or them
# again. Whatever else is sent means what Odoo means: all messages.
STOP, AGAIN = "stop", "again"
POSTED_TO = "/mailing/confirm_unsubscribe"


def page_unsubscribed(outcome, is_wanted, url, link):
    """Return the page that tells what became of a choice, with the way back.

    :param str outcome: ``done``, ``test`` or ``nobody``
    :param bool is_wanted: whether the messages were to come again
    :param str url: where its buttons send the form
    :param dict link: what the form says besides the choice
    """
    values = {
        **page_head(request.env._("Your messages")),
        "outcome": outcome,
        "is_wanted": is_wanted,
        "url": url,
        "link": link,
    }
    return request.render("customer_category.page_unsubscribed", values)


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
        check_is_posted()
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
        outcome = mailing._choose_for_recipient(
            int(document_id), "email", email, is_wanted
        )
        return page_unsubscribed(outcome, is_wanted, POSTED_TO, values)

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
        choice = post.get("customer_category_choice")
        if choice:
            check_is_posted()
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
        if choice not in (STOP, AGAIN):
            return response
        # Odoo hands on the number that it found among the messages of this code.
        (number,) = parse_qs(urlsplit(response.location).query)["sms_number"]
        is_wanted = choice == AGAIN
        outcome = TEST
        for trace in traces.filtered(lambda t: t.sms_number == number):
            if not trace.is_test_trace:
                outcome = mailing._choose_for_recipient(
                    trace.res_id, "sms", number, is_wanted
                )
        url = f"/sms/{mailing_id}/{trace_code}"
        return page_unsubscribed(outcome, is_wanted, url, {"sms_number": number})
