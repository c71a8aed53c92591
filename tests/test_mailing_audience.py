"""A message to a category reaches its members and nobody else."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, new_test_user

from .common import create_category, create_customer
from .mailing_case import MailingCase


class TestAudience(MailingCase):
    def test_context_of_the_button_alone_makes_a_mailing_to_the_members(self):
        for channel, mailing_type in (("email", "mail"), ("sms", "sms")):
            with self.subTest(channel):
                mailing = self.compose(channel=channel)
                self.assertEqual(mailing.mailing_type, mailing_type)
                self.assertEqual(mailing.customer_category_ids, self.vip)
                self.assertEqual(self.recipients(mailing), self.customer)
                self.assertEqual(mailing.total, 1)

    def test_form_filled_in_by_the_button_is_limited(self):
        context = self.vip.action_send_email()["context"]
        view = "mass_mailing_sms.mailing_mailing_view_form_mixed"
        with Form(self.env["mailing.mailing"].with_context(**context), view) as form:
            form.mailing_type = "sms"
            form.mailing_type = "mail"
        self.assertEqual(self.recipients(form.record), self.customer)

    def test_members_are_those_of_the_moment_of_sending(self):
        mailing = self.compose()
        bob = self.join("Bob")
        self.customer._remove_customer_categories(self.vip, "manual")
        self.assertEqual(self.recipients(mailing), bob)

    def test_several_categories_reach_the_members_of_any_once(self):
        trade = create_category(self.env, "Trade")
        self.customer._add_customer_categories(trade, "manual")
        bob = self.join("Bob", trade)
        mailing = self.compose(self.vip + trade)
        self.assertEqual(self.recipients(mailing), self.customer + bob)

    def test_toggles_and_edits_never_widen_it(self):
        everybody = self.env["mailing.filter"].create(
            {
                "name": "All",
                "mailing_domain": "[]",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
            }
        )
        for vals in (
            {"mailing_type": "sms"},
            {"mailing_type": "mail"},
            {"mailing_domain": "[]"},
            {"mailing_domain": "[('active', 'in', [True, False])]"},
            {"mailing_filter_id": everybody.id},
        ):
            with self.subTest(vals):
                mailing = self.compose(channel="email")
                mailing.write(vals)
                self.assertEqual(self.recipients(mailing), self.customer)

    def test_filter_for_somebody_else_reaches_nobody(self):
        outsider = f"[('id', '=', {self.outsider.id})]"
        self.assertFalse(self.recipients(self.compose(mailing_domain=outsider)))

    def test_filter_narrows_it(self):
        bob = self.join("Bob")
        mailing = self.compose(mailing_domain="[('name', '=', 'Bob')]")
        self.assertEqual(self.recipients(mailing), bob)

    def test_other_recipients_than_contacts_are_refused_with_a_sentence(self):
        mailing = self.compose()
        for model in ("mailing.list", "mailing.contact", "pos.order"):
            with self.subTest(model):
                mailing.mailing_model_id = self.env["ir.model"]._get_id(model)
                self.assertFalse(self.recipients(mailing))
                with self.assertRaisesRegex(UserError, "Only contacts.*VIP"):
                    mailing.action_launch()

    def test_copies_are_limited_too(self):
        mailing = self.compose()
        self.assertEqual(self.recipients(mailing.copy()), self.customer)

    def test_winner_of_a_test_reaches_the_other_members_alone(self):
        self.join("Bob")
        self.join("Eve")
        mailing = self.compose(ab_testing_enabled=True, ab_testing_pc=34)
        mailing.action_select_as_winner()
        winner = mailing.campaign_id.ab_testing_winner_mailing_id
        self.assertEqual(len(self.recipients(mailing)), 1)
        self.assertEqual(len(self.recipients(winner)), 3)
        self.assertNotIn(self.outsider, self.recipients(winner))

    def test_archived_member_gets_nothing(self):
        mailing = self.compose(mailing_domain="[('active', 'in', [True, False])]")
        self.customer.active = False
        self.assertFalse(self.recipients(mailing))

    def test_contacts_of_a_member_get_nothing_besides_their_company(self):
        firm = self.join("Firm", is_company=True)
        create_customer(self.env, "Eve", parent_id=firm.id, email="eve@example.com")
        self.assertEqual(self.recipients(self.compose()), self.customer + firm)

    def test_categories_taken_away_by_hand_leave_a_mailing_to_everybody(self):
        mailing = self.compose()
        mailing.customer_category_ids = False
        self.assertIn(self.outsider, self.recipients(mailing))

    def test_several_mailings_at_once_keep_to_themselves(self):
        trade = create_category(self.env, "Trade")
        bob = self.join("Bob", trade, phone="+32470000003")
        mailings = self.compose(channel="sms", body_plaintext="Hi")
        mailings += self.compose(trade, channel="sms", body_plaintext="Hi")
        mailings.action_send_sms()
        sent = [mailing.mailing_trace_ids.mapped("res_id") for mailing in mailings]
        self.assertEqual(sent, [self.customer.ids, bob.ids])

    def test_nobody_is_reached_who_was_asked_for_but_is_no_member(self):
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        mailing._action_send_mail(res_ids=self.outsider.ids)
        self.assertFalse(mailing.mailing_trace_ids)
        mailing._action_send_mail(res_ids=(self.outsider + self.customer).ids)
        self.assertEqual(mailing.mailing_trace_ids.mapped("res_id"), self.customer.ids)


class TestMembersList(MailingCase):
    """The list behind the button Members writes to whom one selects there."""

    def compose_from_list(self, selected):
        listed = self.vip.action_view_members()["context"]
        selected = selected.with_context(**listed)
        return self.open_form(selected.action_email_as_members()).save()

    def test_selected_members_alone_are_written_to(self):
        bob = self.join("Bob")
        mailing = self.compose_from_list(bob)
        self.assertEqual(self.recipients(mailing), bob)

    def test_change_to_sms_keeps_the_selection(self):
        bob = self.join("Bob")
        mailing = self.compose_from_list(bob)
        mailing.mailing_type = "sms"
        self.assertEqual(self.recipients(mailing), bob)

    def test_who_is_no_member_any_more_gets_nothing(self):
        self.assertFalse(self.recipients(self.compose_from_list(self.outsider)))

    def test_all_members_are_written_to_where_nobody_is_selected(self):
        bob = self.join("Bob")
        mailing = self.compose_from_list(self.env["res.partner"])
        self.assertEqual(self.recipients(mailing), self.customer + bob)


class TestClosed(MailingCase):
    """Where it cannot be told who the members are, nobody gets anything."""

    def check_reaches_nobody(self, mailing, sentence):
        self.assertFalse(self.recipients(mailing))
        with self.assertRaisesRegex(UserError, sentence):
            mailing.action_put_in_queue()

    def test_deleted_category(self):
        mailing = self.compose()
        copy = mailing.copy()
        self.vip.unlink()
        self.check_reaches_nobody(mailing, "deleted")
        self.check_reaches_nobody(copy, "deleted")
        self.check_reaches_nobody(mailing.copy(), "deleted")

    def test_copy_by_who_does_not_see_the_category(self):
        self.vip.confidential = True
        mailing = self.compose()
        marketer = new_test_user(
            self.env,
            "marketer",
            "mass_mailing.group_mass_mailing_user,base.group_partner_manager",
        )
        copy = mailing.with_user(marketer).copy()
        self.check_reaches_nobody(copy, "or are not yours to see")

    def test_archived_category(self):
        mailing = self.compose()
        self.vip.active = False
        self.check_reaches_nobody(mailing, "archived")

    def test_archived_category_among_others_is_left_out(self):
        trade = create_category(self.env, "Trade")
        bob = self.join("Bob", trade)
        mailing = self.compose(self.vip + trade)
        self.vip.active = False
        self.assertEqual(self.recipients(mailing), bob)

    def test_archived_category_cannot_be_written_to(self):
        self.vip.active = False
        with self.assertRaisesRegex(UserError, "VIP"):
            self.vip.action_send_sms()

    def test_broken_filter(self):
        mailing = self.compose(mailing_domain="context_today()")
        self.assertFalse(self.recipients(mailing))


class TestCompanies(MailingCase):
    """R15: what is sent for one company reaches none of another's customers."""

    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Elsewhere"})
        self.ours = self.join("Ours", company_id=self.env.company.id)
        self.theirs = self.join("Theirs", company_id=self.other.id)

    def test_shared_category_reaches_the_customers_of_the_sender(self):
        mailing = self.compose()
        self.assertEqual(mailing.customer_category_company_id, self.env.company)
        self.assertEqual(self.recipients(mailing), self.customer + self.ours)
        self.vip = self.vip.with_company(self.other)
        self.env = self.env(context={"allowed_company_ids": self.other.ids})
        self.assertEqual(
            self.recipients(self.compose()).sorted("id"), self.customer + self.theirs
        )

    def test_category_of_a_company_is_written_to_for_that_company(self):
        elsewhere = create_category(self.env, "Far", company_id=self.other.id)
        self.theirs._add_customer_categories(elsewhere, "manual")
        mailing = self.compose(elsewhere)
        self.assertEqual(mailing.customer_category_company_id, self.other)
        self.assertEqual(self.recipients(mailing), self.theirs)

    def test_categories_of_two_companies_do_not_mix(self):
        here = create_category(self.env, "Near", company_id=self.env.company.id)
        elsewhere = create_category(self.env, "Far", company_id=self.other.id)
        with self.assertRaisesRegex(ValidationError, "Elsewhere"):
            self.compose(here + elsewhere)

    def test_company_cannot_be_changed_to_a_stranger_to_the_category(self):
        here = create_category(self.env, "Near", company_id=self.env.company.id)
        with self.assertRaisesRegex(ValidationError, "Near"):
            self.compose(here).customer_category_company_id = self.other

    def test_branch_writes_to_its_own_customers_by_the_category_above(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.other.id}
        )
        above = create_category(self.env, "Far", company_id=self.other.id)
        local = self.join("Local", above, company_id=branch.id)
        self.theirs._add_customer_categories(above, "manual")
        mailing = self.compose(above)
        self.assertEqual(self.recipients(mailing), self.theirs)
        mailing.customer_category_company_id = branch
        self.assertEqual(self.recipients(mailing), self.theirs + local)

    def test_marketer_of_another_company_does_not_see_it(self):
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        mailing.action_send_sms()
        stranger = new_test_user(
            self.env,
            "marketer",
            "mass_mailing.group_mass_mailing_user",
            company_id=self.other.id,
            company_ids=[(6, 0, self.other.ids)],
        )
        for records in (mailing, mailing.mailing_trace_ids):
            with self.subTest(records._name):
                self.assertTrue(records)
                seen = records.with_user(stranger).search([("id", "in", records.ids)])
                self.assertFalse(seen)


class TestOptedOut(MailingCase):
    def test_who_opted_out_gets_no_sms_and_the_statistics_say_why(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["sms"])
        bob = self.join("Bob", phone="+32470000003")
        mailing = self.compose(channel="sms", body_plaintext="Hi")
        mailing.action_send_sms()
        traces = {t.res_id: t for t in mailing.mailing_trace_ids}
        self.assertEqual(traces[self.customer.id].failure_type, "sms_optout")
        self.assertEqual(traces[bob.id].trace_status, "outgoing")

    def test_addresses_of_who_opted_out_of_e_mail(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["email"])
        mailing = self.compose()
        self.assertEqual(mailing._get_opt_out_list(), {"ann@example.com"})

    def test_other_mailings_know_no_optouts_of_categories(self):
        self.customer._opt_out_of_customer_categories(self.vip)
        mailing = self.compose()
        mailing.customer_category_ids = False
        self.assertFalse(mailing._get_opt_out_list())
