"""Opt-outs: who wants no messages of a category."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from ..engines.optouts import refusing_sql
from .common import CategoryCase, create_category, create_customer
from .roles_table import ADMINISTRATOR


class TestOptouts(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env)
        self.trade = create_category(self.env, "Trade")
        self.customer._add_customer_categories(self.vip + self.trade, "manual")

    def optouts(self, partner=None):
        optouts = (partner or self.customer)._find_customer_category_optouts()
        return sorted((o.category_id.name, o.channel) for o in optouts)

    def refusing(self, categories, channel="email"):
        self.env.flush_all()
        rows = self.env.execute_query(refusing_sql(categories.ids, channel))
        return {row[0] for row in rows}

    def test_customer_opts_out_of_both_channels_or_one(self):
        self.customer._opt_out_of_customer_categories(self.vip)
        self.customer._opt_out_of_customer_categories(self.trade, ["sms"])
        self.assertEqual(
            self.optouts(), [("Trade", "sms"), ("VIP", "email"), ("VIP", "sms")]
        )

    def test_opting_out_twice_changes_nothing(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["sms"])
        self.customer._opt_out_of_customer_categories(self.vip, ["sms"])
        self.assertEqual(self.optouts(), [("VIP", "sms")])

    def test_opting_in_again_leaves_the_others(self):
        self.customer._opt_out_of_customer_categories(self.vip + self.trade)
        self.customer._opt_in_to_customer_categories(self.vip, ["email"])
        self.assertEqual(
            self.optouts(), [("Trade", "email"), ("Trade", "sms"), ("VIP", "sms")]
        )

    def test_contact_stands_for_its_company(self):
        firm = create_customer(self.env, "Firm", is_company=True)
        contact = create_customer(self.env, "Eve", parent_id=firm.id)
        contact._opt_out_of_customer_categories(self.vip, ["email"])
        self.assertEqual(self.optouts(firm), [("VIP", "email")])
        optout = self.env["customer.category.optout"].create(
            {"partner_id": contact.id, "category_id": self.vip.id, "channel": "sms"}
        )
        self.assertEqual(optout.partner_id, firm)

    def test_nobody_can_forge_what_a_customer_said(self):
        user = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        choices = self.env["customer.category.optout"].with_user(user)
        values = {
            "partner_id": self.customer.id,
            "category_id": self.vip.id,
            "choice": "yes",
            "source": "portal",
        }
        noted = choices.create(values)
        self.assertEqual((noted.source, noted.create_uid), ("manual", user))
        self.customer._opt_out_of_customer_categories(self.trade, ["email"], "link")
        said = choices.search([("source", "=", "link")])
        self.assertTrue(said)
        with self.assertRaises(AccessError):
            said.choice = "yes"
        with self.assertRaises(AccessError):
            self.customer.with_user(user).customer_category_choice_ids = [
                Command.update(said.id, {"choice": "yes"})
            ]

    def test_what_a_customer_said_is_taken_back_by_administrators_alone(self):
        user = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        owner = new_test_user(self.env, "owner", f"base.group_user,{ADMINISTRATOR}")
        self.customer._opt_out_of_customer_categories(self.vip, ["email"], "link")
        self.customer._opt_out_of_customer_categories(self.trade, ["sms"], "portal")
        self.customer._opt_out_of_customer_categories(self.vip, ["sms"])
        said = self.customer.customer_category_choice_ids
        by_hand = said.filtered(lambda choice: choice.source == "manual")
        for choice in said - by_hand:
            with self.assertRaisesRegex(AccessError, "The customer chose this: Ann"):
                choice.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.customer.with_user(user).customer_category_choice_ids = [
                Command.clear()
            ]
        by_hand.with_user(user).unlink()
        self.assertEqual(self.optouts(), [("Trade", "sms"), ("VIP", "email")])
        (said - by_hand).with_user(owner).unlink()
        self.assertFalse(self.optouts())

    def test_a_no_on_the_telephone_takes_the_place_of_a_yes_on_my_rewards(self):
        user = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        self.vip.needs_consent = True
        self.customer._opt_in_to_customer_categories(self.vip, ["sms"], "portal")
        customer = self.customer.with_user(user)
        self.assertEqual(customer.customer_category_choice_ids.choice, "yes")
        customer.customer_category_choice_ids.unlink()
        customer.customer_category_choice_ids = [
            Command.create({"category_id": self.vip.id, "channel": "sms"})
        ]
        self.assertEqual(self.optouts(), [("VIP", "sms")])

    def test_what_is_taken_back_is_told_in_the_chatter(self):
        user = new_test_user(
            self.env, "manager", "base.group_user,base.group_partner_manager"
        )
        secret = create_category(self.env, "Secret", confidential=True)
        self.customer._opt_out_of_customer_categories(self.vip + secret, ["sms"])
        choices = self.customer.customer_category_choice_ids
        choices.filtered(lambda c: c.category_id == self.vip).with_user(user).unlink()
        message = self.customer.message_ids[0]
        self.assertIn("Message choice removed: Ann: no SMS of “VIP”", message.body)
        self.assertEqual(message.author_id, user.partner_id)
        owner = new_test_user(self.env, "owner", f"base.group_user,{ADMINISTRATOR}")
        choices.exists().with_user(owner).unlink()
        self.assertNotIn("Secret", str(self.customer.message_ids.mapped("body")))

    def test_chatter_of_a_shared_customer_names_no_category_of_one_company(self):
        here = self.env.company
        ours = create_category(self.env, "Ours", company_id=here.id)
        owner = new_test_user(self.env, "owner", f"base.group_user,{ADMINISTRATOR}")
        self.env["res.company"].create({"name": "Elsewhere"})
        self.customer._opt_out_of_customer_categories(ours, ["sms"])
        self.customer.customer_category_choice_ids.with_user(owner).unlink()
        body = self.customer.message_ids[0].body
        self.assertIn(f"Ann: no SMS of a category of {here.name} (By hand)", body)
        self.assertNotIn("Ours", body)
        self.customer.company_id = here
        self.customer._opt_out_of_customer_categories(ours, ["sms"])
        self.customer.customer_category_choice_ids.with_user(owner).unlink()
        self.assertIn("no SMS of “Ours”", self.customer.message_ids[0].body)

    def test_category_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        self.customer.company_id = self.env.company
        with self.assertRaises(UserError):
            self.customer._opt_out_of_customer_categories(theirs)

    def test_user_without_the_right_is_refused(self):
        user = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.customer.with_user(user)._opt_out_of_customer_categories(self.vip)

    def test_who_refuses_one_of_several_categories_is_reached_by_the_others(self):
        self.customer._opt_out_of_customer_categories(self.vip, ["email"])
        both = self.vip + self.trade
        self.assertEqual(self.refusing(self.vip), {self.customer.id})
        self.assertFalse(self.refusing(both))
        self.assertFalse(self.refusing(self.vip, "sms"))
        self.customer._opt_out_of_customer_categories(self.trade, ["email"])
        self.assertEqual(self.refusing(both), {self.customer.id})

    def test_merged_contact_keeps_the_optouts_of_both(self):
        bob = create_customer(self.env, "Bob")
        eve = create_customer(self.env, "Eve")
        self.customer._opt_out_of_customer_categories(self.vip, ["email"])
        bob._opt_out_of_customer_categories(self.vip)
        eve._opt_out_of_customer_categories(self.vip + self.trade, ["sms"])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer + bob + eve).ids, self.customer)
        self.assertEqual(
            self.optouts(), [("Trade", "sms"), ("VIP", "email"), ("VIP", "sms")]
        )
