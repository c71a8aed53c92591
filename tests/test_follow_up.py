"""Personal follow-ups: an activity for each member, shared out among people."""

from collections import Counter

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common import create_customer
from .mailing_case import MailingCase


class TestFollowUp(MailingCase):
    def setUp(self):
        super().setUp()
        self.members = self.customer
        for name in ("Bob", "Eve", "Joe"):
            self.members += self.join(name)

    def schedule(self, **values):
        values = {"category_id": self.vip.id, "summary": "Ask", **values}
        wizard = self.env["customer.category.follow.up"].create(values)
        action = wizard.action_schedule()
        return self.env["mail.activity"].search(action["domain"])

    def test_each_member_gets_one_activity(self):
        activities = self.schedule()
        self.assertEqual(set(activities.mapped("res_id")), set(self.members.ids))
        self.assertEqual(activities.user_id, self.env.user)
        self.assertEqual(set(activities.mapped("summary")), {"Ask"})

    def test_several_people_share_them_evenly(self):
        people = self.env["res.users"]
        for login in ("kim", "lee"):
            people += new_test_user(self.env, login, "base.group_user")
        activities = self.schedule(user_ids=people.ids)
        counts = Counter(activity.user_id for activity in activities)
        self.assertEqual(counts, {people[0]: 2, people[1]: 2})

    def test_selected_members_alone_are_followed_up(self):
        chosen = self.members[:2] + self.outsider
        activities = self.schedule(partner_ids=chosen.ids)
        self.assertEqual(set(activities.mapped("res_id")), set(self.members[:2].ids))

    def test_members_list_hands_over_its_selection(self):
        listed = self.vip.action_view_members()["context"]
        action = self.members[:1].with_context(**listed).action_follow_up_as_members()
        wizards = self.env["customer.category.follow.up"]
        wizard = wizards.with_context(**action["context"]).create({})
        self.assertEqual(wizard.category_id, self.vip)
        self.assertEqual(wizard.member_count, 1)

    def test_nobody_gets_the_same_activity_twice(self):
        self.schedule(partner_ids=self.members[:1].ids)
        self.assertEqual(len(self.schedule()), 3)
        with self.assertRaisesRegex(UserError, "VIP"):
            self.schedule()
        self.assertEqual(len(self.schedule(summary="Thank")), 4)

    def test_contacts_of_a_company_are_not_followed_up_besides_it(self):
        firm = self.join("Firm", is_company=True)
        contact = create_customer(self.env, "Zoe", parent_id=firm.id)
        ids = self.schedule().mapped("res_id")
        self.assertIn(firm.id, ids)
        self.assertNotIn(contact.id, ids)
