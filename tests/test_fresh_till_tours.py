"""Open tills that learn at once what changes elsewhere, in a real browser."""

from odoo.tests import HttpCase, tagged

from .common import (
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
    create_rewards_group,
    create_shop,
)


class FreshTillTour(HttpCase):
    def setUp(self):
        """Open two tills that sell a mug at 100, to VIPs at 90 and to Silver at 80."""
        super().setUp()
        self.env.ref("base.group_user").implied_ids += self.env.ref(
            "product.group_product_pricelist"
        )
        self.vip = create_category(self.env)
        self.silver = create_rewards_group(self.env, min_visits=1, visit_days=30)
        self.vera = create_customer(self.env, "Vera")
        create_product(self.env, price=100)
        pricelist = create_pricelist(self.env)
        create_price_rule(pricelist, fixed_price=100)
        create_price_rule(pricelist, self.vip, fixed_price=90)
        create_price_rule(pricelist, self.silver, fixed_price=80)
        self.tills = [
            create_shop(
                self.env,
                name,
                use_pricelist=True,
                pricelist_id=pricelist.id,
                available_pricelist_ids=pricelist.ids,
            )
            for name in ("Front", "Back")
        ]

    def play(self, tour):
        front, back = self.tills
        self.start_tour(
            f"/pos/ui/{front.id}?back={back.id}",
            f"customer_category_{tour}",
            login="admin",
            timeout=180,
        )


@tagged("post_install", "-at_install")
class TestFreshTillOnComputer(FreshTillTour):
    def test_two_tills_learn_of_changes_while_they_are_open(self):
        self.play("two_tills")

    def test_reloaded_till_has_present_data_and_offline_says_how_old_it_is(self):
        self.play("reloaded_till")

    def test_customer_display_tells_savings_and_news(self):
        self.vera._add_customer_categories(self.vip, "manual")
        self.play("customer_display")


@tagged("post_install", "-at_install")
class TestFreshTillOnPhone(FreshTillTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_two_tills_learn_of_changes_on_a_phone(self):
        self.play("two_tills")

    def test_customer_display_tells_savings_and_news_on_a_phone(self):
        self.vera._add_customer_categories(self.vip, "manual")
        self.play("customer_display")
