"""Real purchases: the groups equal an independent reading of the same file."""

import os
from datetime import date, datetime, time, timedelta

from freezegun import freeze_time

from ..demo import history
from . import cdnow_oracle
from .common import CategoryCase, create_customer, create_rewards_group

# Best first: name, visits, within days, lifetime spend.
GROUPS = [("Gold", 8, 90, 250), ("Silver", 3, 30, 0), ("Bronze", 0, 0, 150)]


def create_groups(env):
    """Create the groups of ``GROUPS``, the better the cheaper."""
    for i, (name, visits, days, spend) in enumerate(GROUPS):
        create_rewards_group(
            env,
            name,
            min_visits=visits,
            visit_days=days,
            min_lifetime_spend=spend,
            price_percent=90 + i,
        )


class TestReplay(CategoryCase):
    def test_every_customer_of_the_file_has_the_group_that_plain_python_gives(self):
        create_groups(self.env)
        yesterday = date.today() - timedelta(days=1)
        partners = history.replay(self.env, until=yesterday)
        visits = cdnow_oracle.read(until=yesterday)
        self.assertEqual(len(partners), 23570)
        expected = {
            number: cdnow_oracle.group_on(visits[number], date.today(), GROUPS)
            for number in partners
        }
        actual = {
            number: partner.rewards_category_id.name or None
            for number, partner in partners.items()
        }
        self.assertEqual(set(expected.values()), {"Gold", "Silver", "Bronze", None})
        self.assertEqual(actual, expected)

    def test_file_read_for_a_few_customers_is_part_of_the_whole(self):
        some, everything = history.read_purchases(40), history.read_purchases()
        self.assertEqual(len({purchase.customer for purchase in some}), 40)
        self.assertLessEqual(set(some), set(everything))


class TestDayByDay(CategoryCase):
    """Eighteen months, one day after the other; CDNOW_CUSTOMERS asks for more."""

    def setUp(self):
        super().setUp()
        count = int(os.environ.get("CDNOW_CUSTOMERS", "3000"))
        self.partners = history.replay(self.env, count, until=history.LAST_DAY)
        create_groups(self.env)
        visits = cdnow_oracle.read(until=history.LAST_DAY)
        self.diaries = {
            partner.id: cdnow_oracle.Diary(visits[number])
            for number, partner in self.partners.items()
        }

    def members(self):
        """Return ``{partner id: group name}`` of who is in a group now."""
        memberships = self.env["customer.category.membership"]
        groups = memberships._read_group(
            [("date_end", "=", False)], ["partner_id", "category_id"]
        )
        return {partner.id: category.name for partner, category in groups}

    def expected(self, day):
        groups = {
            partner_id: diary.group_on(day, GROUPS)
            for partner_id, diary in self.diaries.items()
        }
        return {partner_id: name for partner_id, name in groups.items() if name}

    def test_every_day_has_the_members_that_plain_python_gives(self):
        day, joined = date(1997, 1, 1), set()
        before, moves, exits = {}, 0, 0
        while day <= history.LAST_DAY:
            self.env["customer.category"]._recompute(at=day)
            members = self.members()
            self.assertEqual(members, self.expected(day), day)
            joined |= set(members.values())
            exits += len(before.keys() - members.keys())
            moves += sum(before.get(p, group) != group for p, group in members.items())
            before, day = members, day + timedelta(days=1)
        self.assertEqual(joined, {"Gold", "Silver", "Bronze"})
        self.assertGreater(min(moves, exits), 10)


class TestAtTheTill(CategoryCase):
    def test_each_purchase_moves_its_customer_as_plain_python_says(self):
        create_groups(self.env)
        visits = cdnow_oracle.read(until=date(1998, 6, 30))
        regulars = sorted(visits, key=lambda n: len(visits[n]))[-400::100]
        seen = set()
        for number in regulars:
            customer = create_customer(self.env, number)
            for day, dollars in sorted(visits[number])[:25]:
                with freeze_time(datetime.combine(day, time(12))):
                    self.buy(customer, amount=dollars)
                # Purchases of one day come one by one at the till.
                known = self.known_visits(visits[number], customer)
                group = cdnow_oracle.group_on(known, day, GROUPS)
                seen.add(group)
                self.assertEqual(customer.rewards_category_id.name or None, group)
        self.assertGreater(len(seen), 2)

    @staticmethod
    def known_visits(visits, customer):
        """Return the visits that the till has stored so far."""
        return sorted(visits)[: len(customer.pos_order_ids)]
