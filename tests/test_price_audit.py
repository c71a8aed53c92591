"""Orders remember what their prices were by, and prices off the rules are flagged."""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tools import mute_logger

from .common import (
    CategoryCase,
    create_category,
    create_product,
    create_rewards_group,
    order_data,
)


class PriceAuditCase(CategoryCase):
    """A shop where everybody pays 100 for a mug, and VIPs 90."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip = create_category(cls.env)
        cls.customer._add_customer_categories(cls.vip, "manual")
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Shop"})
        cls.rule = cls.create_rule(cls.vip, fixed_price=90)
        cls.mug = create_product(cls.env, price=100)

    @classmethod
    def create_rule(cls, category=None, **values):
        return cls.env["product.pricelist.item"].create(
            {
                "pricelist_id": cls.pricelist.id,
                "customer_category_id": category.id if category else False,
                "compute_price": "fixed",
                **values,
            }
        )

    def sell(self, price, quantity=1, customer=None, line=None, **values):
        """Complete an order of mugs as a till does, and return it."""
        customer = self.customer if customer is None else customer
        later = fields.Datetime.to_string(datetime.now() + timedelta(minutes=1))
        data = order_data(
            self.shop,
            customer,
            [(self.mug, quantity, price)],
            pricelist_id=self.pricelist.id,
            **{"date_order": later, **values},
        )
        data["lines"][0][2].update(line or {})
        return self.sync(data)

    def check(self):
        self.env["pos.order.line"]._cron_check_category_prices()

    def differs(self, order):
        self.check()
        found = self.env["pos.order"].search(
            [("lines.is_category_price_different", "=", True)]
        )
        return order in found


class TestPriceRecord(PriceAuditCase):
    def test_line_keeps_the_category_and_the_saving_that_the_till_sends(self):
        order = self.sell(
            90,
            quantity=2,
            line={"customer_category_id": self.vip.id, "category_discount": 20},
        )
        self.customer._remove_customer_categories(self.vip, "manual")
        self.rule.unlink()
        self.check()
        self.assertEqual(order.lines.customer_category_id, self.vip)
        self.assertEqual(order.lines.category_discount, 20)

    def test_refund_made_in_the_back_office_gives_the_saving_back(self):
        order = self.sell(
            90,
            quantity=2,
            line={"customer_category_id": self.vip.id, "category_discount": 20},
        )
        action = order.refund()
        refund = self.env["pos.order"].browse(action["res_id"])
        self.assertEqual(refund.lines.customer_category_id, self.vip)
        self.assertEqual(refund.lines.category_discount, -20)

    def test_deleted_category_leaves_the_saving(self):
        order = self.sell(
            90, line={"customer_category_id": self.vip.id, "category_discount": 10}
        )
        self.rule.unlink()
        self.vip.unlink()
        self.assertFalse(order.lines.customer_category_id)
        self.assertEqual(order.lines.category_discount, 10)

    def test_till_loads_both(self):
        fnames = self.env["pos.order.line"]._load_pos_data_fields(self.shop)
        self.assertLessEqual({"customer_category_id", "category_discount"}, set(fnames))


class TestPriceDiffers(PriceAuditCase):
    def test_price_by_the_rules_is_not_flagged(self):
        self.assertFalse(self.differs(self.sell(90)))

    def test_other_price_is_flagged_with_both_figures_and_not_changed(self):
        order = self.sell(100)
        self.assertTrue(self.differs(order))
        self.assertEqual(order.lines.price_unit, 100)
        self.assertEqual(order.lines.category_rule_price, 90)
        self.assertEqual(order.amount_total, 100)
        self.assertRegex(order.category_price_note, r"100\.00.*90\.00")

    def test_category_price_of_somebody_outside_the_category_is_flagged(self):
        bob = self.env["res.partner"].create({"name": "Bob"})
        order = self.sell(90, customer=bob, line={"customer_category_id": self.vip.id})
        self.assertTrue(self.differs(order))
        self.assertEqual(order.lines.category_rule_price, 100)

    def test_category_price_without_a_customer_is_flagged(self):
        nobody = self.env["res.partner"]
        claim = {"customer_category_id": self.vip.id}
        self.assertTrue(self.differs(self.sell(90, customer=nobody, line=claim)))

    def test_price_set_by_hand_is_not_flagged(self):
        self.assertFalse(self.differs(self.sell(55, line={"price_type": "manual"})))

    def test_refund_is_not_flagged(self):
        order = self.sell(90)
        self.create_rule(self.vip, fixed_price=80)
        self.assertFalse(self.differs(self.refund(order)))

    def test_sale_without_categories_is_left_to_odoo(self):
        bob = self.env["res.partner"].create({"name": "Bob"})
        self.assertFalse(self.differs(self.sell(1, customer=bob)))

    def test_quantity_decides(self):
        self.create_rule(self.vip, fixed_price=70, min_quantity=10)
        self.assertFalse(self.differs(self.sell(90, quantity=9)))
        self.assertTrue(self.differs(self.sell(90, quantity=10)))

    def test_lots_of_one_product_count_together(self):
        self.create_rule(self.vip, fixed_price=70, min_quantity=10)
        self.mug.write({"is_storable": True, "tracking": "lot"})
        data = order_data(
            self.shop,
            self.customer,
            [(self.mug, 6, 70), (self.mug, 4, 70)],
            pricelist_id=self.pricelist.id,
        )
        self.assertFalse(self.differs(self.sync(data)))

    def test_sale_counts_the_rules_of_its_own_moment(self):
        self.rule.date_end = datetime.now() + timedelta(hours=1)
        moment = fields.Datetime.to_string(datetime.now() + timedelta(hours=2))
        self.assertTrue(self.differs(self.sell(90, date_order=moment)))
        self.assertFalse(self.differs(self.sell(90)))

    def test_sale_counts_the_categories_of_its_own_moment(self):
        order = self.sell(90)
        self.customer._remove_customer_categories(self.vip, "manual")
        # As if it had been made before: a test has but one moment.
        self.env.cr.execute(
            "UPDATE customer_category_membership"
            "   SET date_end = date_end + interval '1 hour'"
            " WHERE date_end IS NOT NULL"
        )
        self.env.invalidate_all()
        self.assertFalse(self.differs(order))
        self.assertFalse(self.customer.customer_category_ids)

    def test_group_that_the_sale_itself_earns_does_not_count_for_it(self):
        silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.create_rule(silver, fixed_price=80)
        order = self.sell(90)
        self.assertEqual(self.customer.rewards_category_id, silver)
        self.assertFalse(self.differs(order))
        self.assertTrue(self.differs(self.sell(90)))

    def test_each_line_is_checked_once(self):
        order = self.sell(90)
        self.check()
        self.rule.fixed_price = 50
        self.assertFalse(self.differs(order))


class TestSalesGoOn(PriceAuditCase):
    def test_draft_is_checked_when_it_is_paid(self):
        order = self.sell(100, state="draft", payment_ids=[], amount_paid=0)
        self.assertFalse(self.differs(order))
        order.add_payment(
            {
                "pos_order_id": order.id,
                "amount": 100,
                "payment_method_id": self.shop.payment_method_ids.id,
            }
        )
        order.action_pos_order_paid()
        self.assertTrue(self.differs(order))

    @mute_logger("odoo.addons.customer_category.models.customer_category_price_audit")
    def test_order_that_cannot_be_checked_does_not_stop_the_others(self):
        broken, other = self.sell(100), self.sell(100)
        lines = type(self.env["pos.order.line"])
        price = lines._get_category_rule_price

        def fail_once(line, categories):
            if line in broken.lines:
                raise ValueError("loop")
            return price(line, categories)

        with patch.object(lines, "_get_category_rule_price", fail_once):
            self.check()
        self.assertTrue(other.lines.is_category_price_different)
        self.assertFalse(broken.lines.is_category_price_different)
        self.assertFalse(broken.lines.is_category_price_unchecked)

    def test_a_sale_does_not_wait_for_the_check(self):
        self.sell(90)
        with patch.object(
            type(self.env["pos.order.line"]), "_check_category_prices"
        ) as check:
            self.sell(90)
        check.assert_not_called()
