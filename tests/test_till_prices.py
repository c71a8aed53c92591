"""The till's prices are the server's, to the last digit (P6)."""

import json
import os

from odoo.tests import HttpCase, tagged
from odoo.tools import float_round

from .random_shop import RandomShop

ASKED = "customer_category.test_prices_asked"
ANSWER = "customer_category.test_prices_answer"
TILL = "@customer_category/../tests/tours/till_prices"
COUNT = int(os.environ.get("CUSTOMER_CATEGORY_PRICES", "2000"))
SEED = int(os.environ.get("CUSTOMER_CATEGORY_SEED", "1"))


@tagged("post_install", "-at_install")
class TestTillPrices(HttpCase):
    """Ask a till in a browser and the server for the same prices.

    ``CUSTOMER_CATEGORY_PRICES`` asks for more prices than the ordinary run does,
    ``CUSTOMER_CATEGORY_SEED`` for another shop.
    """

    def test_till_and_server_give_the_same_prices(self):
        self.env.ref("product.group_product_pricelist").user_ids = self.env.ref(
            "base.user_admin"
        )
        shop = RandomShop(self.env, SEED)
        sales = shop.sales(COUNT)
        answers = self.ask_till(shop, sales)
        differences = []
        compared = sold = 0
        for sale, answer in zip(sales, answers, strict=True):
            expected = self.ask_server(shop, sale)
            for product in shop.products:
                wanted = expected[product.id]
                got = answer[str(product.id)]
                compared += 1
                sold += len(got) > 2
                if got != wanted[: len(got)]:
                    differences.append((sale, product, wanted, got))
        self.assertGreaterEqual(compared, COUNT)
        self.assertGreater(sold, 0)
        self.assertFalse(
            differences[:5], f"{len(differences)} of {compared} prices differ."
        )
        self._logger.info("%s prices are the same, %s sold.", compared, sold)

    def ask_server(self, shop, sale):
        """Return what the till is to answer for all that it can tell, by product id."""
        pricelist, partner, quantity = sale
        digits = self.env["decimal.precision"].precision_get("Product Price")
        expected = {}
        for product_id, (price, rule_id) in pricelist._compute_price_rule(
            shop.products, quantity, partner=partner
        ).items():
            rule = self.env["product.pricelist.item"].browse(rule_id)
            category = rule.customer_category_id.id
            line_price = float_round(price, precision_digits=digits)
            expected[product_id] = [price, category, line_price, category]
        return expected

    def ask_till(self, shop, sales):
        """Return, per sale, the till's answer by product id.

        It is the price before rounding and the category that gave it, and both as a
        line of an order has them, if the till sold the product.
        """
        parameters = self.env["ir.config_parameter"]
        asked = {
            "productIds": shop.products.ids,
            "customerIds": shop.customers.ids,
            "sales": [
                (pricelist.id, partner.id, quantity)
                for pricelist, partner, quantity in sales
            ],
        }
        parameters.set_param(ASKED, json.dumps(asked))
        till = f"odoo.loader.modules.get({json.dumps(TILL)})"
        self.browser_js(
            f"/pos/ui/{shop.till.id}",
            code=f"{till}.answer()",
            ready=f"{till}?.isReady()",
            login="admin",
            timeout=300 + COUNT // 50,
            success_signal="all prices answered",
        )
        parameters.invalidate_model()
        return json.loads(parameters.get_param(ANSWER))
