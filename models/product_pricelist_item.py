from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_amount

from ..engines.pricing import EVERYTHING, OfferRule, price_with_floor

# What a rule is on, by its own field `applied_on`.
TARGETS = {
    "0_product_variant": ("variant", "product_id"),
    "1_product": ("template", "product_tmpl_id"),
    "2_product_category": ("category", "categ_id"),
}

# A warning about sales below cost looks at this many products.
MAX_LOOKED_AT = 200

# A formula without these is a percentage off the base.
BESIDES_DISCOUNT = (
    "price_round",
    "price_surcharge",
    "price_min_margin",
    "price_max_margin",
)


class ProductPricelistItem(models.Model):
    """A rule that may hold for the members of one category only (P1)."""

    _name = "product.pricelist.item"
    _inherit = ["customer.category.sparse", "product.pricelist.item"]
    _sparse_fields = (
        "customer_category_id",
        "customer_category_has_floor",
        "customer_category_floor_percent",
    )

    customer_category_id = fields.Many2one(
        "customer.category",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The rule holds for members of this category only. "
        "Leave empty for a rule for everybody.",
    )
    customer_category_has_floor = fields.Boolean(
        string="Never Below Cost",
        help="Members never pay less than the product's cost and the margin beside, "
        "whatever the rule says. Products without a cost have no such limit.",
    )
    customer_category_floor_percent = fields.Float(
        string="Minimum Margin on Cost",
        help="In percent of the cost: with 10, a product that costs 5.00 is never sold "
        "below 5.50 by this rule.",
    )

    customer_category_loss_warning = fields.Char(
        compute="_compute_customer_category_loss_warning"
    )

    @api.depends(
        "applied_on",
        "base",
        "base_pricelist_id",
        "categ_id",
        "compute_price",
        "customer_category_has_floor",
        "customer_category_id",
        "fixed_price",
        "min_quantity",
        "percent_price",
        "price_discount",
        "price_surcharge",
        "product_id",
        "product_tmpl_id",
    )
    def _compute_customer_category_loss_warning(self):
        """Warn while the rule is written, when it can still be changed."""
        for item in self:
            item.customer_category_loss_warning = (
                bool(item.customer_category_id)
                and not item.customer_category_has_floor
                and item._describe_losses()
            )

    def _describe_losses(self):
        """Say in one sentence what the rule sells below cost, False if nothing."""
        losses = [
            (product, price, cost)
            for product in self._search_costly_products()
            for price, cost in [self._get_price_and_cost(product)]
            if price < cost
        ]
        if not losses:
            return False
        product, price, cost = losses[0]
        values = {
            "product": product.display_name,
            "price": format_amount(self.env, price, self.currency_id),
            "cost": format_amount(self.env, cost, self.currency_id),
        }
        if len(losses) == 1:
            return self.env._(
                "Sells below cost: %(product)s for %(price)s, which costs %(cost)s. "
                "Give less discount, or tick Never Below Cost.",
                **values,
            )
        return self.env._(
            "Sells below cost: %(product)s for %(price)s, which costs %(cost)s, and "
            "%(more)s more. Give less discount, or tick Never Below Cost.",
            **values,
            more=len(losses) - 1,
        )

    def _search_costly_products(self):
        """Return products that the rule is on and that have a cost, not all of many."""
        domain = Domain("standard_price", ">", 0) & Domain("sale_ok", "=", True)
        kind, fname = TARGETS.get(self.applied_on, ("", ""))
        target = self[fname]._origin if kind else self.browse()
        if kind and not target:
            return self.env["product.product"]
        if kind == "variant":
            return target.filtered("standard_price")
        if kind == "template":
            domain &= Domain("product_tmpl_id", "=", target.id)
        elif kind == "category":
            domain &= Domain("categ_id", "child_of", target.id)
        return self.env["product.product"].search(domain, limit=MAX_LOOKED_AT)

    def _get_price_and_cost(self, product):
        """Return what the rule asks for a product now, and what the product costs."""
        sale = (max(self.min_quantity, 1), product.uom_id, fields.Datetime.now())
        currency = self.currency_id or self.env.company.currency_id
        price = self._compute_price(product, *sale, currency=currency)
        return price, self._get_cost(product, *sale[1:], currency)

    @api.constrains("customer_category_floor_percent")
    def _check_customer_category_floor_percent(self):
        for item in self:
            if not 0 <= item.customer_category_floor_percent <= 1000:
                raise ValidationError(
                    self.env._(
                        "The minimum margin on cost of “%(category)s” in “%(list)s” "
                        "must be between 0 and 1000 %%.",
                        category=item.customer_category_id.name or item.name,
                        list=item.pricelist_id.name,
                    )
                )

    @api.constrains("compute_price", "customer_category_id", "percent_price")
    def _check_customer_category_percent(self):
        """Hold rules of categories to the bounds of their standard percentage (P4)."""
        for item in self:
            percent = item.percent_price if item.compute_price == "percentage" else 0
            if item.customer_category_id and not -900 <= percent <= 100:
                raise ValidationError(
                    self.env._(
                        "The discount for “%(category)s” in “%(list)s” must be between "
                        "-900 and 100 %%, so that members pay 0 to 1000 %%.",
                        category=item.customer_category_id.name,
                        list=item.pricelist_id.name,
                    )
                )

    @api.onchange("customer_category_id")
    def _onchange_customer_category_id(self):
        """Propose the discount that the category's standard percentage means (P4)."""
        for item in self.filtered("customer_category_id"):
            item.compute_price = "percentage"
            item.percent_price = 100 - item.customer_category_id.price_percent

    def _raise_to_floors(self, prices, products, date, uom=None, currency=None):
        """Keep prices above the floors that the owner chose for category rules.

        Not in `_compute_price`, which every price in Odoo passes: where no rule has a
        floor there is nothing to pay for it.

        :param dict prices: product id -> price and the id of one of these rules
        :param products: the products, and unit and currency as `_compute_price_rule`
            takes them
        :return: the same with raised prices
        """
        guarded = self.filtered(
            lambda rule: rule.customer_category_has_floor and rule.customer_category_id
        )
        raised = dict(prices)
        for product in products if guarded else ():
            price, rule_id = prices[product.id]
            rule = self.browse(rule_id or [])
            if rule in guarded:
                cost = self._get_cost(
                    product, uom or product.uom_id, date, currency or rule.currency_id
                )
                percent = rule.customer_category_floor_percent
                raised[product.id] = price_with_floor(price, cost, percent), rule_id
        return raised

    @api.model
    def _get_cost(self, product, uom, date, currency):
        """Return the cost of one unit in a currency, before rounding."""
        cost = product._price_compute("standard_price", uom=uom, date=date)[product.id]
        if product.cost_currency_id != currency:
            return product.cost_currency_id._convert(
                cost, currency, self.env.company, date, round=False
            )
        return cost

    def _get_offer_values(self, place):
        """Return the category rule as an ``OfferRule``.

        :param int place: of its category in the sequence of categories
        """
        kind, fname = TARGETS.get(self.applied_on, ("", ""))
        return OfferRule(
            id=self.id,
            place=place,
            target=(kind, self[fname].id) if kind else EVERYTHING,
            min_quantity=self.min_quantity,
            **self._get_offer_discount(),
        )

    def _get_offer_discount(self):
        """Return by what this rule is cheaper than others of the same base.

        :return: ``base`` and ``discount`` of an ``OfferRule``
        """
        discount = None
        if self.compute_price == "percentage":
            discount = self.percent_price
        elif self.compute_price == "formula" and not any(
            self[fname] for fname in BESIDES_DISCOUNT
        ):
            discount = self.price_discount
        if discount is None or self.customer_category_has_floor or discount >= 100:
            return {"base": None, "discount": 0}
        return {"base": (self.base, self.base_pricelist_id.id), "discount": discount}

    @api.model
    def _load_pos_self_data_domain(self, data, config):
        """Keep category rules from the self-order page, where nobody is known (P9)."""
        domain = super()._load_pos_self_data_domain(data, config)
        return [*domain, ("customer_category_id", "=", False)]
