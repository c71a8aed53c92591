from odoo import models


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

    def _choose_for_recipient(self, partner_id, channel, is_wanted=False):
        """Keep whether a recipient wants messages to this mailing's categories.

        :param int partner_id: the recipient, as a valid link says
        :param str channel: ``email`` or ``sms``
        """
        mailing = self.sudo()
        if mailing.mailing_model_real != "res.partner":
            return
        customer = mailing.env["res.partner"].browse(partner_id).exists()
        categories = mailing.customer_category_ids
        if is_wanted:
            customer._opt_in_to_customer_categories(categories, [channel], "link")
        else:
            customer._opt_out_of_customer_categories(categories, [channel], "link")
