from odoo import api, fields, models

from ..engines.pricing import best_offer


class ProductPricelist(models.Model):
    """Prices that depend on who buys (P1-P3).

    The customer travels as the keyword ``partner`` through Odoo's own price methods,
    into base pricelists too. Callers that cannot pass keywords set the context key
    ``customer_category_partner_id``. Without either only rules without a category
    exist (P9).
    """

    _inherit = "product.pricelist"

    customer_category_policy = fields.Selection(
        [
            ("lowest", "Lowest of all their prices"),
            ("category_first", "Lowest of their categories' prices"),
        ],
        string="Members Pay",
        default="lowest",
        required=True,
        help="What a customer pays when rules of the customer's categories match: the "
        "lowest price among these and the rules for everybody, or the lowest among "
        "the categories' rules alone. Discounts of categories never add up.",
    )

    def _compute_price_rule(
        self, products, quantity, *, partner=None, category_rules=None, **kwargs
    ):
        """Choose, product by product, among the prices the customer is entitled to.

        :param partner: the customer as a ``res.partner``; empty for an anonymous sale
        :param category_rules: meant for ``_get_applicable_rules`` of the pricelist
            that set it; it also reaches base pricelists, which choose for themselves
        """
        partner = partner or self._get_customer_category_partner()
        general = super()._compute_price_rule(
            products, quantity, partner=partner, **kwargs
        )
        if not (self and products):
            return general
        rules = self._get_category_rules(products, partner, **kwargs)
        if not rules:
            return general
        offers = [
            super(ProductPricelist, self)._compute_price_rule(
                products, quantity, partner=partner, category_rules=own, **kwargs
            )
            for own in rules
        ]
        return {
            product_id: self._choose_category_price(
                price_rule, [offer[product_id] for offer in offers]
            )
            for product_id, price_rule in general.items()
        }

    def _choose_category_price(self, general, offers):
        """Return the ``(price, rule id)`` that holds by this pricelist's policy (P2).

        :param tuple general: price and rule id from the rules for everybody
        :param list offers: the same per category; no rule id means no offer
        """
        offers = [offer for offer in offers if offer[1]]
        winner = best_offer(
            general[0],
            [price for price, _rule_id in offers],
            self.customer_category_policy,
        )
        return general if winner is None else offers[winner]

    def _get_category_rules(self, products, partner, date=False, **_kwargs):
        """Return the rules for the customer's categories, one recordset a category.

        :return: list of ``product.pricelist.item`` in the order of the categories
        """
        # A cashier prices by categories that the cashier need not be allowed to see.
        categories = partner.sudo().commercial_partner_id.customer_category_ids
        if not categories:
            return []
        rules = self.env["product.pricelist.item"].search(
            self._get_applicable_rules_domain(
                products=products,
                date=date or fields.Datetime.now(),
                customer_categories=categories,
            )
        )
        by_category = rules.grouped("customer_category_id")
        return [by_category[c] for c in categories.sorted() if c in by_category]

    def _get_applicable_rules(self, products, date, category_rules=None, **kwargs):
        if category_rules is not None:
            return category_rules
        return super()._get_applicable_rules(products, date, **kwargs)

    def _get_applicable_rules_domain(
        self, products, date, customer_categories=None, **kwargs
    ):
        """Keep category rules to members; without members there are none (P1, P9)."""
        domain = super()._get_applicable_rules_domain(products, date, **kwargs)
        wanted = customer_categories.ids if customer_categories else [False]
        return [*domain, ("customer_category_id", "in", wanted)]

    @api.model
    def _get_customer_category_partner(self):
        """Return the customer from the context, for callers without keywords."""
        partner_id = self.env.context.get("customer_category_partner_id")
        return self.env["res.partner"].browse(partner_id or [])

    @api.model
    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "customer_category_policy"]
