from odoo import api, fields, models
from odoo.tools import format_amount


class CustomerCategoryPriceCheck(models.TransientModel):
    """What a customer, or a member of a category, pays for a product, and why (P2)."""

    _name = "customer.category.price.check"
    _description = "Check of a Customer's Price"

    partner_id = fields.Many2one("res.partner", string="Customer")
    category_id = fields.Many2one("customer.category", string="Member of")
    product_id = fields.Many2one("product.product", domain=[("sale_ok", "=", True)])
    quantity = fields.Float(default=1, required=True)
    date = fields.Datetime(
        string="At", default=lambda self: fields.Datetime.now(), required=True
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        compute="_compute_pricelist_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    currency_id = fields.Many2one(related="pricelist_id.currency_id")
    price = fields.Monetary(string="Pays", compute="_compute_price")
    item_id = fields.Many2one(
        "product.pricelist.item", string="By Rule", compute="_compute_price"
    )
    general_price = fields.Monetary(
        string="Without Categories", compute="_compute_price"
    )
    reason = fields.Char(compute="_compute_price")
    offers = fields.Html(string="All Prices", compute="_compute_price", sanitize=False)

    @api.depends("partner_id", "category_id")
    def _compute_pricelist_id(self):
        """Propose the customer's own pricelist, else one with the category's rules."""
        for check in self:
            rule = check.category_id.sudo().price_rule_ids[:1]
            check.pricelist_id = (
                check.partner_id.property_product_pricelist
                or rule.pricelist_id
                or self.env["product.pricelist"].search([], limit=1)
            )

    @api.depends(
        "partner_id", "category_id", "product_id", "quantity", "date", "pricelist_id"
    )
    def _compute_price(self):
        items = self.env["product.pricelist.item"]
        for check in self:
            check.update(dict.fromkeys(("price", "general_price"), 0))
            check.update(dict.fromkeys(("item_id", "offers"), False))
            check.reason = check._find_missing()
            if not check.reason:
                check.price, item_id = check._get_price_rule(check._get_categories())
                check.general_price = check._get_price_rule([])[0]
                rule = items.browse(item_id or [])
                check.item_id = rule._filtered_access("read")
                check._tell_reason(is_secret=rule != check.item_id)

    def _tell_reason(self, is_secret):
        """Say why this price holds, and what it was compared with.

        :param bool is_secret: whether it is by a rule that the user may not see
        """
        if is_secret:
            self.reason = self.env._("A price agreed with this customer holds.")
            return
        offers = self._get_offers()
        self.reason = self._explain(offers)
        self.offers = self._render_offers(offers)

    def _find_missing(self):
        """Say what is missing for a price, False if nothing is."""
        if not self.pricelist_id:
            return self.env._(
                "There is no pricelist. Apply a category's price to everything to get "
                "one."
            )
        if not self.product_id:
            return self.env._("Choose a product.")
        return False

    def _get_categories(self):
        """Return the ids of the categories whose prices count."""
        if self.partner_id:
            pricelists = self.env["product.pricelist"]
            return pricelists._get_customer_categories(self.partner_id).ids
        return self.category_id._filtered_access("read").ids

    def _get_price_rule(self, category_ids):
        """Return the price, and the rule's id, of anybody in these categories."""
        pricelist = self._pricelist_of_members(category_ids)
        return pricelist._get_product_price_rule(
            self.product_id, self.quantity, date=self.date
        )

    def _pricelist_of_members(self, category_ids):
        """Return the pricelist as it is for anybody in these categories.

        It is the superuser's, who prices by what the user may not see.
        """
        pricelist = self.pricelist_id.sudo()
        return pricelist.with_context(customer_category_ids=category_ids)

    def _get_offers(self):
        """Return category, price and rule of each category with one, cheapest first."""
        categories = self.env["customer.category"].browse(self._get_categories())
        categories = categories._filtered_access("read")
        pricelist = self._pricelist_of_members(categories.ids)
        prices = pricelist._compute_category_prices(
            categories,
            self.product_id,
            self.quantity,
            self.date,
        )
        rules = self.env["product.pricelist.item"]
        offers = [
            (category, price, rules.browse(rule_id))
            for category, price_rules in prices.items()
            for price, rule_id in price_rules.values()
            if rule_id
        ]
        return sorted(offers, key=lambda offer: (offer[1], offer[0].sequence))

    def _explain(self, offers):
        """Say in one sentence why this price holds."""
        category = self.item_id.sudo().customer_category_id
        if not offers:
            return self.env._(
                "No rule of a category reaches this product, so the price for "
                "everybody holds."
            )
        if not category:
            return self.env._(
                "The price for everybody holds: no price of a category is lower."
            )
        if self.general_price < self.price:
            return self.env._(
                "The price of “%(category)s” holds although everybody else pays less: "
                "“%(pricelist)s” puts categories first.",
                category=category.name,
                pricelist=self.pricelist_id.name,
            )
        if len(offers) == 1:
            return self.env._("Members of “%s” pay this price.", category.name)
        return self.env._(
            "The price of “%s” is the lowest of the customer's categories.",
            category.name,
        )

    def _render_offers(self, offers):
        """Return the table of all prices that were compared."""
        winner = self.item_id.sudo().customer_category_id
        return self.env["ir.qweb"]._render(
            "customer_category.price_offers",
            {
                "offers": [
                    {
                        "name": category.name,
                        "price": format_amount(self.env, price, self.currency_id),
                        "rule": rule.price,
                        "holds": category == winner,
                    }
                    for category, price, rule in offers
                ],
                "general": {
                    "price": format_amount(
                        self.env, self.general_price, self.currency_id
                    ),
                    "holds": not winner,
                },
            },
        )
