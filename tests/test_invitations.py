"""App access: members are invited to the portal, and asked about when they leave."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import CategoryCase, create_category, create_customer, create_rewards_group
from .roles_table import ADMINISTRATOR


class InvitationCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.owner = new_test_user(
            self.env, "owner", f"base.group_user,{ADMINISTRATOR}"
        )
        self.vip = create_category(
            self.env, "VIP", portal_access=True, user_id=self.owner.id
        )
        self.customer.email = "ann@example.com"

    def join(self, customers=None, category=None):
        (customers or self.customer)._add_customer_categories(
            category or self.vip, "manual"
        )

    def leave(self, customers=None):
        (customers or self.customer)._remove_customer_categories(self.vip, "manual")

    def invite(self):
        """Run the scheduled job."""
        self.env["customer.category.invitation"]._cron_invite()
        self.env.invalidate_all()

    def row(self, customer=None):
        return self.env["customer.category.invitation"].search(
            [("partner_id", "=", (customer or self.customer).id)]
        )

    def assert_state(self, state, customer=None):
        self.assertEqual(self.row(customer).mapped("state"), [state])

    def mails(self):
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", self.customer.ids)]
        )

    def users(self, customer=None):
        partner = (customer or self.customer).with_context(active_test=False)
        return partner.user_ids


class TestInvitations(InvitationCase):
    def test_member_gets_an_account_and_a_mail_that_waits_in_the_queue(self):
        self.join()
        self.invite()
        self.assert_state("invited")
        self.assertTrue(self.users()._is_portal())
        mail = self.mails()
        self.assertEqual((len(mail), mail.state), (1, "outgoing"))
        self.assertIn("our group “VIP”", mail.body_html)

    def test_confidential_category_is_not_named_in_the_mail(self):
        self.vip.confidential = True
        self.join()
        self.invite()
        self.assertNotIn("VIP", self.mails().body_html)

    def test_second_run_invites_nobody_twice(self):
        self.join()
        self.invite()
        self.invite()
        self.assertEqual(len(self.mails()), 1)

    def test_members_of_other_categories_are_not_invited(self):
        self.join(category=create_category(self.env, "Trade"))
        self.invite()
        self.assertFalse(self.row())
        self.assertFalse(self.users())

    def test_who_has_an_account_keeps_it_as_it_is(self):
        new_test_user(self.env, "ann", "base.group_portal", partner_id=self.customer.id)
        self.join()
        self.invite()
        self.assert_state("already")
        self.assertFalse(self.mails())

    def test_account_that_somebody_closed_is_not_opened_again(self):
        new_test_user(
            self.env, "ann", "base.group_portal", partner_id=self.customer.id
        ).active = False
        self.join()
        self.invite()
        self.assert_state("locked")
        self.assertFalse(self.users().active)

    def test_who_has_no_address_is_invited_once_there_is_one(self):
        for email in (False, "ann at home"):
            self.customer.email = email
            self.join()
            self.invite()
            self.assert_state("no_email")
        self.customer.email = "ann@example.com"
        self.invite()
        self.assert_state("invited")

    def test_address_of_another_member_or_account(self):
        bob = create_customer(self.env, "Bob", email="Ann@Example.com")
        eve = create_customer(self.env, "Eve", email="eve@example.com")
        new_test_user(self.env, "eve@example.com", "base.group_user")
        self.join(self.customer + bob + eve)
        self.invite()
        self.assert_state("invited")
        self.assert_state("duplicate", bob)
        self.assert_state("duplicate", eve)

    @mute_logger(
        "odoo.addons.customer_category.models.customer_category_invitation",
    )
    def test_failure_stops_nobody_else_and_can_be_tried_again(self):
        bob = create_customer(self.env, "Bob", email="bob@example.com")
        self.join(self.customer + bob)
        lines = self.env.registry["portal.wizard.user"]
        grant = lines.action_grant_access

        def fail_for_ann(line):
            if line.partner_id == self.customer:
                raise UserError(self.env._("The post is on strike."))
            return grant(line)

        with patch.object(lines, "action_grant_access", fail_for_ann):
            self.invite()
        self.assert_state("failed")
        self.assertEqual(self.row().message, "The post is on strike.")
        self.assert_state("invited", bob)
        self.row().with_user(self.owner).action_try_again()
        self.invite()
        self.assert_state("invited")

    def test_archived_customers_wait(self):
        self.join()
        self.customer.active = False
        self.invite()
        self.assertFalse(self.row())

    def test_sale_that_makes_a_member_waits_for_no_invitation(self):
        create_rewards_group(self.env, min_visits=1, visit_days=30, portal_access=True)
        self.buy()
        self.assertTrue(self.customer.rewards_category_id)
        self.assertFalse(self.row())
        self.invite()
        self.assert_state("invited")

    def test_many_members_in_batches(self):
        crowd = self.env["res.partner"].create(
            [{"name": f"C{i}", "email": f"c{i}@example.com"} for i in range(7)]
        )
        self.join(crowd)
        module = "odoo.addons.customer_category.models"
        with patch(f"{module}.customer_category_invitation_queue.BATCH", 3):
            self.invite()
        self.assertEqual(self.row(crowd[0]).category_id.invited_count, 7)

    def test_account_is_of_the_category_s_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(
            self.env, "Theirs", company_id=other.id, portal_access=True
        )
        self.join(category=theirs)
        self.invite()
        self.assertEqual(self.users().company_id, other)
        self.assertFalse(
            self.row().with_user(self.owner).search([("id", "=", self.row().id)])
        )


class TestLeaving(InvitationCase):
    def setUp(self):
        super().setUp()
        self.join()
        self.invite()
        self.leave()
        self.invite()

    def asked(self):
        return self.row().with_user(self.owner)

    def test_nobody_is_locked_out_and_the_owner_is_asked(self):
        self.assertTrue(self.users().active)
        self.assertEqual(self.row().leaving, "asked")
        activity = self.vip.activity_ids
        self.assertEqual(activity.user_id, self.owner)
        self.assertIn("Ann", activity.note)

    def test_owner_is_asked_once(self):
        self.invite()
        self.assertEqual(len(self.vip.activity_ids), 1)

    def test_question_counts_who_leaves_later_as_well(self):
        bob = create_customer(self.env, "Bob", email="bob@example.com")
        self.join(bob)
        self.invite()
        self.leave(bob)
        self.invite()
        activity = self.vip.activity_ids
        self.assertEqual(activity.summary, "Access of 2 who left")
        self.assertIn("Ann", activity.note)
        self.assertIn("Bob", activity.note)

    def test_question_leads_to_whom_to_decide_on(self):
        self.assertIn(
            f"/odoo/customer-categories/{self.vip.id}/action-customer_category."
            "customer_category_invitation_action_decide",
            self.vip.activity_ids.note,
        )
        action = self.vip.with_user(self.owner).action_view_invitations()
        self.assertTrue(action["context"]["search_default_asked"])

    def test_question_goes_once_it_is_answered(self):
        for answer in ("action_keep_access", "action_close_access"):
            with self.subTest(answer), self.env.cr.savepoint() as savepoint:
                getattr(self.asked(), answer)()
                self.assertFalse(self.vip.activity_ids)
                savepoint.rollback()

    def test_question_goes_once_nobody_is_gone_any_more(self):
        self.join()
        self.invite()
        self.assertFalse(self.vip.activity_ids)

    def test_owner_lets_them_keep_it(self):
        self.asked().action_keep_access()
        self.invite()
        self.assertEqual(self.row().leaving, "kept")
        self.assertTrue(self.users().active)

    def test_owner_closes_it(self):
        self.asked().action_close_access()
        self.assert_state("closed")
        self.assertFalse(self.users().active)
        self.invite()
        self.assert_state("closed")

    def test_who_comes_back_is_invited_again(self):
        self.asked().action_close_access()
        self.join()
        self.invite()
        self.assert_state("invited")
        self.assertFalse(self.row().leaving)
        self.assertTrue(self.users().active)

    def test_who_comes_back_in_time_is_not_asked_about(self):
        self.join()
        self.invite()
        self.assertFalse(self.row().leaving)
        with self.assertRaisesRegex(UserError, "customers who left"):
            self.asked().action_close_access()
        self.assertTrue(self.users().active)

    def test_who_works_here_meanwhile_stays(self):
        self.users().write({"group_ids": [(6, 0, self.env.ref("base.group_user").ids)]})
        self.asked().action_close_access()
        self.assertTrue(self.users().active)

    def test_members_of_today_are_not_asked_about_once_access_is_off(self):
        bob = create_customer(self.env, "Bob", email="bob@example.com")
        self.join(self.customer + bob)
        self.invite()
        self.leave(bob)
        self.vip.portal_access = False
        self.invite()
        self.assertFalse(self.row().leaving)
        self.assertEqual(self.row(bob).leaving, "asked")

    def test_other_category_with_access_is_reason_enough(self):
        bob = create_customer(self.env, "Bob", email="bob@example.com")
        gold = create_category(self.env, "Gold", portal_access=True)
        self.join(bob)
        self.invite()
        self.join(bob, gold)
        self.leave(bob)
        self.invite()
        self.assertFalse(self.row(bob).filtered("leaving"))


class TestInvitationQueries(InvitationCase):
    def test_queueing_takes_a_fixed_number_of_queries(self):
        self.queries(3)
        self.assertEqual(self.queries(3), self.queries(60))

    def queries(self, count):
        """Return how many queries it takes to queue so many new members."""
        crowd = self.env["res.partner"].create([{"name": "C"} for _ in range(count)])
        self.join(crowd)
        before = self.env.cr.sql_log_count
        self.env["customer.category.invitation"]._queue_invitations()
        return self.env.cr.sql_log_count - before
