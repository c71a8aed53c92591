"""Automatic notes: members are told what happened, once, where the owner wants it."""

import json
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import create_category, create_customer, create_rewards_group
from .mailing_case import MailingCase


class TestNotes(MailingCase):
    def setUp(self):
        super().setUp()
        self.env.company.email = "shop@example.com"
        self.club = create_category(self.env, "Club", note_on_join=True)

    def told(self):
        """Let the scheduled action run; return who is told what of which category."""
        mailings = self.env["customer.category"]._cron_send_notes()
        self.assertEqual(set(mailings.mapped("state")) or {"in_queue"}, {"in_queue"})
        return [
            (customer.name, mailing.subject)
            for mailing in mailings
            for customer in self.recipients(mailing)
        ]

    def test_who_joins_is_told_once(self):
        self.customer._add_customer_categories(self.club, "manual")
        self.assertEqual(self.told(), [("Ann", "Welcome: you are in")])
        self.assertEqual(self.told(), [])

    def test_who_sends_it_is_not_told_of_each(self):
        self.club.user_id = new_test_user(self.env, "owner", email="owner@example.com")
        self.customer._add_customer_categories(self.club, "manual")
        self.assertTrue(self.told())
        notified = [
            ("model", "=", "mailing.mailing"),
            ("message_type", "=", "user_notification"),
        ]
        self.assertFalse(self.env["mail.message"].search(notified))

    @mute_logger("odoo.addons.customer_category.models.customer_category_notes")
    def test_company_without_address_tells_nobody_until_it_has_one(self):
        self.env.company.email = False
        self.club.user_id = False
        self.env.ref("base.user_admin").email = False
        self.customer._add_customer_categories(self.club, "manual")
        self.assertEqual(self.told(), [])
        self.env.company.email = "shop@example.com"
        self.assertEqual(self.told(), [("Ann", "Welcome: you are in")])

    @mute_logger("odoo.addons.customer_category.models.customer_category_notes")
    def test_note_that_fails_stops_no_other_and_is_tried_again(self):
        trade = create_category(self.env, "Trade", note_on_join=True)
        self.customer._add_customer_categories(self.club + trade, "manual")
        categories = type(self.env["customer.category"])
        prepare = categories._prepare_ready_message

        def fail_for_club(category, kind):
            if category == self.club:
                raise ValueError(category.name)
            return prepare(category, kind)

        with patch.object(categories, "_prepare_ready_message", fail_for_club):
            self.assertEqual(len(self.told()), 1)
        self.assertEqual(len(self.told()), 1)
        self.assertEqual(self.told(), [])

    def test_another_switch_leaves_the_first_alone(self):
        with freeze_time(fields.Datetime.now() - timedelta(hours=2)):
            club = create_category(self.env, "Early", note_on_join=True)
        with freeze_time(fields.Datetime.now() - timedelta(hours=1)):
            self.customer._add_customer_categories(club, "manual")
            self.expire(self.outsider, club)
        club.note_on_leave = True
        self.assertEqual(self.told(), [("Ann", "Welcome: you are in")])

    def test_nobody_is_told_unless_the_category_says_so(self):
        self.club.note_on_join = False
        self.customer._add_customer_categories(self.club, "manual")
        self.assertEqual(self.told(), [])

    def test_what_happened_before_is_not_told(self):
        self.env.cr.execute(
            "UPDATE customer_category_membership"
            "   SET date_start = date_start - INTERVAL '1 day'"
        )
        self.vip.note_on_join = True
        self.assertEqual(self.told(), [])

    def test_bulk_change_tells_nobody_unless_asked(self):
        for asked in (False, True):
            with self.subTest(asked=asked):
                bob = create_customer(self.env, "Bob", email="bob@example.com")
                self.env["customer.category.assign"].create(
                    {
                        "category_ids": self.club.ids,
                        "partner_domain": json.dumps([["id", "=", bob.id]]),
                        "sends_notes": asked,
                    }
                ).action_apply()
                self.assertEqual(bool(self.told()), asked)

    def test_import_tells_nobody(self):
        self.customer._add_customer_categories(self.club, "import")
        self.assertEqual(self.told(), [])

    def test_imported_list_tells_nobody_unless_asked(self):
        for asked in (False, True):
            with self.subTest(asked=asked):
                email = f"bob{asked}@example.com"
                create_customer(self.env, "Bob", email=email)
                wizard = self.env["customer.category.import"].create(
                    {
                        "text": email,
                        "category_ids": self.club.ids,
                        "sends_notes": asked,
                    }
                )
                wizard.action_read()
                wizard.action_apply()
                self.assertEqual(bool(self.told()), asked)

    def test_who_opted_out_is_not_told(self):
        self.customer._opt_out_of_customer_categories(self.club, ["email"])
        self.customer._add_customer_categories(self.club, "manual")
        self.assertEqual(self.told(), [])

    def test_sale_itself_sends_nothing(self):
        create_rewards_group(self.env, min_visits=1, visit_days=9, note_on_join=True)
        self.buy()
        self.assertFalse(self.env["mailing.mailing"].search([]))
        self.assertEqual(self.told(), [("Ann", "Welcome: you are in")])

    def test_moving_up_is_told_as_joining_and_not_as_leaving(self):
        switches = {"note_on_join": True, "note_on_leave": True}
        create_rewards_group(self.env, min_visits=1, visit_days=9, **switches)
        gold = create_rewards_group(
            self.env, "Gold", min_visits=2, visit_days=9, price_percent=90, **switches
        )
        self.buy()
        self.told()
        self.buy()
        self.assertEqual(self.customer.rewards_category_id, gold)
        self.assertEqual(self.told(), [("Ann", "Welcome: you are in")])

    def test_who_is_at_risk_and_who_leaves_is_told(self):
        silver = create_rewards_group(
            self.env,
            min_visits=1,
            visit_days=9,
            grace_days=5,
            note_on_risk=True,
            note_on_leave=True,
        )
        silver.notes_since = fields.Datetime.now() - timedelta(days=30)
        self.buy(days_ago=12)
        self.customer._add_customer_categories(self.club, "import")
        day = fields.Date.today()
        for ago, told in (
            (4, []),
            (1, [("Ann", "Keep your rewards group")]),
        ):
            with self.subTest(ago=ago):
                self.env["customer.category"]._recompute(
                    self.customer, at=day - timedelta(days=ago)
                )
                self.assertEqual(self.told(), told)
        self.env["customer.category"]._recompute(
            self.customer, at=day + timedelta(days=30)
        )
        self.assertEqual(self.told(), [("Ann", "Your membership has ended")])

    def test_who_expires_soon_is_told_once(self):
        self.club.note_on_expire = True
        self.customer._add_customer_categories(
            self.club, "import", date_expire=fields.Date.today() + timedelta(days=10)
        )
        self.env.cr.execute(
            "UPDATE customer_category_membership"
            "   SET date_start = date_start - INTERVAL '9 days'"
        )
        self.assertEqual(self.told(), [("Ann", "Your membership ends soon")])
        self.assertEqual(self.told(), [])

    def test_each_is_told_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        zoe = create_customer(self.env, "Zoé", email="zoe@example.com", lang="fr_FR")
        (self.customer + zoe)._add_customer_categories(self.club, "manual")
        languages = []
        categories = type(self.env["customer.category"])
        prepare = categories._prepare_ready_message

        def note_language(category, kind):
            languages.append(category.env.lang)
            return prepare(category, kind)

        with patch.object(categories, "_prepare_ready_message", note_language):
            told = self.told()
        self.assertEqual(sorted(languages), ["en_US", "fr_FR"])
        self.assertEqual({name for name, _subject in told}, {"Ann", "Zoé"})
