"""R7: the short question that a sale asks answers as the whole one would.

A completed order asks first what is quickly planned: without a look at refunds where
nothing came back, else without grace. Orders of generated shops are completed one after
the other, with all that happens in shops between them. Each must leave its customers in
exactly the groups that the whole question says, asked a moment before and in full.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..engines.eligibility import changes_sql
from ..models.customer_category_aside import LIMITS
from ..models.customer_category_evaluation import CustomerCategoryEvaluation
from .comparison import EXAMPLES, Comparison, generated
from .generated_rules import rewards_groups, smart_segments
from .histories import worlds
from .shop_events import ShopEvents

DAYS = 4
ASIDE = "odoo.addons.customer_category.models.customer_category_aside"


def rules(companies, first, days):
    """Draw a rewards group or, more seldom, a smart segment."""
    rewards = rewards_groups(companies, first, days)
    return st.one_of(rewards, rewards, smart_segments(companies, first, days))


@tagged("post_install", "-at_install")
class TestCompletionProperty(Comparison):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What the back office needs to take something back.
        for number, session in enumerate(cls.pool.sessions):
            session.write({"state": "opened", "stop_at": False})
            session.config_id.journal_id.default_account_id = cls.env[
                "account.account"
            ].create(
                {
                    "name": "Sales",
                    "code": f"7999{number}",
                    "account_type": "income",
                    "company_ids": session.company_id.ids,
                }
            )

    def test_sale_answers_as_the_whole_question(self):
        self.answers = Counter()
        self.complete_generated_orders()
        # Of each kind there is enough for this to say something.
        few = EXAMPLES // 8
        for answer in ("nothing", "something", "kept by grace", "list", "Untouched"):
            self.assertGreater(self.answers[answer], few, self.answers)

    @settings(generated, max_examples=max(EXAMPLES // 2, 1))
    @given(worlds(rules, days=DAYS, past=12), st.randoms(use_true_random=False))
    def complete_generated_orders(self, example, random):
        first, customers, world = example
        now = datetime.combine(first, time(12))
        self.take_little_back(customers, world)
        sales = [
            sale
            for sale in sorted(world.orders, key=lambda order: order.moment)
            if sale.moment >= now and sale.state in ("paid", "done")
        ]
        for sale in sales:
            sale.state = "draft"
        with freeze_time(now) as clock, self.stored(customers, world) as stored:
            self.env["customer.category"]._recompute()
            events = ShopEvents(stored, random)
            events.begin()
            for sale in sales:
                # A till that was offline sends its sales later.
                sent = sale.moment + timedelta(hours=random.choice([0, 0, 0, 30]))
                now = max(now, sent)
                clock.move_to(now)
                order = self.env["pos.order"].browse(stored.order_ids[sale])
                happened = [
                    events.happen(order.partner_id) for _ in range(random.randrange(3))
                ]
                self.complete(order, happened)
                if not random.randrange(8) and not order.is_refund:
                    self.complete(events.take_back(order), ["take_back"])

    @staticmethod
    def take_little_back(customers, world):
        """Leave out what came back of two of three customers' purchases."""
        buyer_of = {
            line: order.customer for order in world.orders for line in order.lines
        }
        world.orders = [
            order
            for order in world.orders
            if not any(
                buyer_of.get(line.refunds) in customers[::3] + customers[1::3]
                for line in order.lines
            )
        ]

    def complete(self, order, happened):
        """Complete an order as tills and the back office do, and compare."""
        with (
            self.compared() as differences,
            # However busy the machine is.
            patch.dict(LIMITS, statement_timeout="60s"),
            self.assertNoLogs(ASIDE, "WARNING"),
        ):
            order.action_pos_order_paid()
        self.assertEqual(differences, [], f"{happened}, {order}")

    @contextmanager
    def compared(self):
        """Yield a list of how groups came to differ from what the whole question says.

        It is not said at once, since nothing that fails beside a sale fails the sale.
        """
        differences = []
        recompute = CustomerCategoryEvaluation._recompute_after_order

        def act(categories, order, customers):
            ids = customers.commercial_partner_id.ids
            before = self.held(ids)
            rules = categories._rules(categories._company_days())
            subjects = categories._told_apart_by_refunds(rules, ids)
            self.answers[type(subjects).__name__] += 1
            expected = self.told_by_whole_question(categories, ids, before)
            recompute(categories, order, customers)
            found = self.held(ids)
            if found != expected:
                differences.append((before, found, expected))
            self.answers["nothing" if expected == before else "something"] += 1
            if any(expected.values()):
                self.answers["kept by grace"] += 1

        with patch.object(CustomerCategoryEvaluation, "_recompute_after_order", act):
            yield differences

    def told_by_whole_question(self, categories, customer_ids, before):
        """Return what customers would hold by the rules as they are, of all orders."""
        days = categories._company_days()
        self.env.flush_all()
        whole = changes_sql(categories._rules(days), days, customer_ids)
        expected = dict(before)
        for customer, category, joins, risk, _expire in self.env.execute_query(whole):
            if joins is False:
                del expected[customer, category]
            else:
                expected[customer, category] = risk
        return expected

    def held(self, customer_ids):
        """Return open memberships, ``{(customer, category): first failing day}``."""
        memberships = self.env["customer.category.membership"].search_fetch(
            [("partner_id", "in", customer_ids), ("date_end", "=", False)]
        )
        return {
            (m.partner_id.id, m.category_id.id): m.date_risk or None
            for m in memberships
        }
