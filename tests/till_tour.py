"""What tours at the till have in common: a shop, and a browser that is a cashier."""

from odoo.fields import Command
from odoo.tests import HttpCase

from .common import create_price_rule, create_pricelist, create_shop


class TillTourCase(HttpCase):
    """Plays tours at a till, on a computer unless `OnPhone` comes first."""

    @classmethod
    def show_pricelists(cls):
        """Let everybody see pricelists, without which tills have none."""
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(
            "product.group_product_pricelist"
        )

    @classmethod
    def create_prices(cls, *prices, name="Shop prices"):
        """Create a pricelist of fixed prices for everything.

        :param prices: tuples ``(price, category or None, values of the rule...)``
        """
        pricelist = create_pricelist(cls.env, name)
        for price, category, *values in prices:
            create_price_rule(pricelist, category, price, **(values or [{}])[0])
        return pricelist

    @classmethod
    def create_priced_shop(cls, pricelist, name="Corner", **values):
        """Open a till that sells by a pricelist."""
        cls.show_pricelists()
        return create_shop(
            cls.env,
            name,
            use_pricelist=True,
            pricelist_id=pricelist.id,
            available_pricelist_ids=[Command.set(pricelist.ids)],
            **values,
        )

    def play(self, tour, shop, query=""):
        """Play a tour at a till and return the orders it completed, the first first.

        :param str tour: its name, without ``customer_category_``
        :param str query: what the tour finds in the address of the page
        """
        self.start_tour(
            f"/pos/ui/{shop.id}{query}",
            f"customer_category_{tour}",
            login="admin",
            timeout=180,
        )
        return self.env["pos.order"].search(
            [("config_id", "=", shop.id), ("state", "in", ("paid", "done"))], order="id"
        )


class OnPhone:
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True
