from functools import partial

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..engines.channels import ADDRESS

# What becomes of a choice.
DONE, TEST, NOBODY = "done", "test", "nobody"
# How Odoo keeps what a link says of an address.
ADDRESSES = {"email": partial(email_normalize, strict=False), "sms": str}


class CustomerCategoryUnsubscribe(models.AbstractModel):
    """What a recipient may stop by a message's own link: messages like it, or all.

    Who asks has no rights; that the link is the recipient's own is checked before.
    """

    _name = "customer.category.unsubscribe"
    _description = "Unsubscribing from Mailings to Customer Categories"

    def _words_to_unsubscribe(self):
        """Return what can be stopped alone, False where it is all or nothing.

        Segments and confidential categories are what a shop thinks of its customers,
        so they have no name here.
        """
        categories = self.sudo().customer_category_ids
        if not categories or self.mailing_model_real != "res.partner":
            return False
        told = categories.filtered(
            lambda c: not c.confidential and c.assignment != "smart"
        )
        if told != categories:
            return self.env._("Only messages like this one")
        names = self.env._(", ").join(f"“{name}”" for name in told.mapped("name"))
        return self.env._("Only messages to members of %s", names)

    def _choose_for_recipient(self, partner_id, channel, address, is_wanted=False):
        """Keep whether a recipient wants messages to this mailing's categories.

        Who is not there any more, such as a contact that was merged, is found again by
        the address.

        :param int partner_id: the recipient, as a valid link says
        :param str channel: ``email`` or ``sms``
        :param str address: where the message went, as the link says
        :param bool is_wanted: to get them again
        :return: ``done``; ``test``, where the message was a test and the recipient an
            example; or ``nobody``, where there is nothing to choose for any more
        """
        mailing = self.sudo()
        address = ADDRESSES[channel](address)
        partners = mailing.env["res.partner"].with_context(active_test=False)
        customer = partners.browse(partner_id).exists()
        if not mailing._was_sent_to(partner_id, channel, address):
            if mailing.mailing_model_real != "res.partner":
                customer = partners
            elif customer and (not address or customer[ADDRESS[channel]] != address):
                return TEST
        namesakes = mailing._find_customers_at(channel, address)
        if not customer:
            customer = namesakes
        elif is_wanted:
            # What one of them refused keeps messages from the address.
            categories = mailing.customer_category_ids
            customer |= namesakes.filtered(
                lambda c: c.customer_category_optout_ids.category_id & categories
            )
        return mailing._choose_for_customers(customer, channel, is_wanted)

    def _choose_for_customers(self, customers, channel, is_wanted):
        """Keep the choice of these customers; as above."""
        categories = self.customer_category_ids
        if not customers or not categories:
            return NOBODY
        if not is_wanted:
            customers._opt_out_of_customer_categories(categories, [channel], "link")
            return DONE
        try:
            with self.env.cr.savepoint():
                customers._opt_in_to_customer_categories(categories, [channel], "link")
        except UserError:
            # They are another company's customers by now.
            return NOBODY
        return DONE

    def _was_sent_to(self, partner_id, channel, address):
        """Tell whether this went to a contact at that address, and not as a test."""
        field = {"email": "email", "sms": "sms_number"}[channel]
        return bool(address) and bool(
            self.env["mailing.trace"].search_count(
                [
                    ("mass_mailing_id", "=", self.id),
                    (field, "=", address),
                    ("model", "=", "res.partner"),
                    ("res_id", "=", partner_id),
                    ("is_test_trace", "=", False),
                ],
                limit=1,
            )
        )

    def _find_customers_at(self, channel, address):
        """Return the customers who get messages at an address."""
        if not address:
            return self.env["res.partner"]
        partners = self.env["res.partner"].with_context(active_test=False)
        found = partners.search([(ADDRESS[channel], "=", address)])
        return found.filtered(lambda p: p == p.commercial_partner_id)
