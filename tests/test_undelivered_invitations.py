"""App access: what becomes of invitations that no mailbox takes."""

from odoo.tests import tagged

from .mail_catcher import mail_server
from .test_invitations import InvitationCase

MAILS = "mail.ir_cron_mail_scheduler_action"


@tagged("post_install", "-at_install")
class TestUndeliveredInvitations(InvitationCase):
    def send(self, *refused):
        """Let the queue of e-mails send to a server that refuses some addresses."""
        with mail_server(self.env, refused=refused) as catcher:
            self.env["mail.mail"].process_email_queue()
        self.env.invalidate_all()
        return [message["To"] for message in catcher.messages]

    def invite_in_vain(self):
        self.join()
        self.invite()
        self.send("ann@example.com")
        self.invite()

    def test_queue_of_mails_is_asked_to_send_them_soon(self):
        triggers = self.env["ir.cron.trigger"]
        wakes_queue = [("cron_id", "=", self.env.ref(MAILS).id)]
        self.invite()
        self.assertFalse(triggers.search(wakes_queue))
        self.join()
        self.invite()
        self.assertTrue(triggers.search(wakes_queue))

    def test_owner_reads_that_it_was_not_delivered(self):
        self.invite_in_vain()
        self.assert_state("undelivered")
        self.assertIn("ann@example.com", self.row().message)
        self.invite()
        self.assert_state("undelivered")

    def test_once_the_address_is_right_it_is_sent_again(self):
        self.invite_in_vain()
        self.customer.email = "ann.new@example.com"
        self.row().with_user(self.owner).action_try_again()
        self.invite()
        self.assert_state("invited")
        self.assertFalse(self.row().message)
        self.assertIn("ann.new@example.com", str(self.send()))
        self.invite()
        self.assert_state("invited")

    def test_it_is_sent_again_though_somebody_deleted_the_failed_mail(self):
        self.invite_in_vain()
        self.row().mail_id.unlink()
        self.invite()
        self.row().with_user(self.owner).action_try_again()
        self.invite()
        self.assert_state("invited")
        self.assertIn("ann@example.com", str(self.send()))

    def test_who_has_logged_in_meanwhile_needs_no_other(self):
        self.invite_in_vain()
        self.env["res.users.log"].with_user(self.users()).sudo().create({})
        self.row().with_user(self.owner).action_try_again()
        self.invite()
        self.assert_state("already")

    def test_who_left_without_having_read_it_is_asked_about_too(self):
        self.invite_in_vain()
        self.leave()
        self.invite()
        self.assertEqual(self.row().leaving, "asked")
