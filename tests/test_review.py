"""The periodic review: when it is due, what it tells, and to whom."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from odoo.tests import HttpCase, new_test_user, tagged

from .common import CategoryCase, create_category, create_customer

ADMINISTRATOR = "customer_category.customer_category_group_administrator"


class TestReview(CategoryCase):
    def setUp(self):
        super().setUp()
        self.owner = new_test_user(
            self.env, "owner", f"base.group_user,{ADMINISTRATOR}"
        )
        self.vip = create_category(
            self.env, "VIP", user_id=self.owner.id, review_months="1"
        )

    def review(self, category=None):
        category = category or self.vip
        category.review_date = date.today()
        self.env["customer.category"]._review_due()
        return category.activity_ids

    def test_next_review_is_an_interval_away(self):
        self.assertEqual(self.vip.review_date, date.today() + relativedelta(months=1))

    def test_review_that_is_not_due_waits(self):
        self.env["customer.category"]._review_due()
        self.assertFalse(self.vip.activity_ids)

    def test_category_without_an_interval_is_never_reviewed(self):
        self.vip.review_months = False
        self.assertFalse(self.vip.review_date)
        self.env["customer.category"]._review_due()
        self.assertFalse(self.vip.activity_ids)

    def test_person_in_charge_gets_it_and_the_next_is_dated(self):
        review = self.review()
        self.assertEqual(review.user_id, self.owner)
        self.assertEqual(review.date_deadline, date.today())
        self.assertEqual(self.vip.review_date, date.today() + relativedelta(months=1))

    def test_review_comes_once(self):
        self.review()
        self.env["customer.category"]._review_due()
        self.assertEqual(len(self.vip.activity_ids), 1)

    def test_who_joined_left_or_stayed_away_is_named(self):
        ann = self.customer
        bob, cid = create_customer(self.env, "Bob"), create_customer(self.env, "Cid")
        (ann | bob | cid)._add_customer_categories(self.vip, "manual")
        long_ago = datetime.now() - timedelta(days=200)
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_start = %s"
            " WHERE partner_id IN %s",
            [long_ago, (bob.id, cid.id)],
        )
        self.env.invalidate_all()
        cid._remove_customer_categories(self.vip, "manual")
        self.buy(customer=ann)
        note = self.review().note
        joined, rest = note.split("Left: 1")
        left, absent = rest.split("Members who have not come: 1")
        self.assertIn("Joined: 1", joined)
        self.assertIn(ann.name, joined)
        self.assertIn("Cid", left)
        self.assertIn("Bob", absent)
        self.assertNotIn(ann.name, absent)

    def test_who_left_and_came_back_did_not_leave(self):
        self.customer._add_customer_categories(self.vip, "manual")
        self.customer._remove_customer_categories(self.vip, "manual")
        self.customer._add_customer_categories(self.vip, "manual")
        self.assertNotIn("Left", self.review().note)

    def test_quiet_category_says_so(self):
        self.assertIn("Nobody joined, left or stayed away", self.review().note)

    def test_scheduled_run_reviews(self):
        self.vip.review_date = date.today()
        self.env["customer.category"]._cron_recompute()
        self.assertEqual(len(self.vip.activity_ids), 1)


@tagged("post_install", "-at_install")
class TestReviewTour(HttpCase, CategoryCase):
    def test_person_in_charge_reads_a_review_and_is_done_with_it(self):
        admin = self.env.ref("base.user_admin")
        vip = create_category(self.env, "VIP", user_id=admin.id, review_months="1")
        bob, cid = create_customer(self.env, "Bob"), create_customer(self.env, "Cid")
        (self.customer | bob | cid)._add_customer_categories(vip, "manual")
        self.env.cr.execute(
            "UPDATE customer_category_membership SET date_start = %s"
            " WHERE partner_id IN %s",
            [datetime.now() - timedelta(days=200), (bob.id, cid.id)],
        )
        self.env.invalidate_all()
        cid._remove_customer_categories(vip, "manual")
        self.buy()
        vip.review_date = date.today()
        self.env["customer.category"]._review_due()
        self.start_tour(
            f"/odoo/customer-categories/{vip.id}",
            "customer_category_review",
            login="admin",
            timeout=120,
        )
        self.env.invalidate_all()
        self.assertFalse(vip.activity_ids)
