from itertools import product

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What rules can be on, and the field of the rule that says so.
SCOPES = {
    "everything": ("3_global", None),
    "product_categories": ("2_product_category", "categ_id"),
    "products": ("1_product", "product_tmpl_id"),
}


class CustomerCategoryPricing(models.TransientModel):
    """Price a category in several pricelists at once (P5)."""

    _name = "customer.category.pricing"
    _inherit = ["customer.category.pricing.tills"]
    _description = "Add a Customer Category to Pricelists"

    category_id = fields.Many2one(
        "customer.category", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="category_id.company_id")
    scope = fields.Selection(
        [
            ("everything", "All products"),
            ("product_categories", "Product categories"),
            ("products", "Products"),
        ],
        string="On",
        required=True,
        default="everything",
    )
    pricelist_ids = fields.Many2many(
        "product.pricelist",
        string="Pricelists",
        compute="_compute_pricelist_ids",
        store=True,
        readonly=False,
        precompute=True,
    )
    product_categ_ids = fields.Many2many(
        "product.category", string="Product Categories"
    )
    product_tmpl_ids = fields.Many2many("product.template", string="Products")
    percent_price = fields.Float(
        string="Discount",
        compute="_compute_percent_price",
        store=True,
        readonly=False,
        precompute=True,
        help="Off the sales price. It starts as what the category's standard "
        "percentage means.",
    )
    has_floor = fields.Boolean(string="Never Below Cost")
    floor_percent = fields.Float(string="Minimum Margin on Cost")
    item_ids = fields.Many2many(
        "product.pricelist.item",
        string="There Already",
        compute="_compute_item_ids",
        help="Rules for the same category, pricelist and products. They stay as they "
        "are, and no second one is made.",
    )
    new_count = fields.Integer(compute="_compute_new_count")
    summary = fields.Char(compute="_compute_new_count")

    @api.depends("category_id")
    def _compute_percent_price(self):
        for wizard in self:
            wizard.percent_price = 100 - wizard.category_id.price_percent

    @api.depends("category_id")
    def _compute_pricelist_ids(self):
        """Propose all pricelists of the company."""
        for wizard in self:
            wizard.pricelist_ids = wizard._search_pricelists()

    @api.depends(
        "category_id", "scope", "pricelist_ids", "product_categ_ids", "product_tmpl_ids"
    )
    def _compute_item_ids(self):
        for wizard in self:
            wizard.item_ids = wizard._search_twins()

    @api.depends("item_ids", "needs_setting")
    def _compute_new_count(self):
        for wizard in self:
            wizard.new_count = len(wizard._get_missing())
            wizard.summary = wizard._summarize()

    def _get_company(self):
        return self.category_id.company_id or self.env.company

    def _search_pricelists(self):
        """Return the pricelists that can hold a rule for the category."""
        companies = [self._get_company().id]
        if not self.category_id.company_id:
            companies.append(False)
        return self.env["product.pricelist"].search(
            Domain("company_id", "in", companies)
        )

    def _get_targets(self):
        """Return what a rule is to be made on, as ids; one False for everything."""
        if self.scope == "products":
            return self.product_tmpl_ids.ids
        if self.scope == "product_categories":
            return self.product_categ_ids.ids
        return [False]

    def _search_twins(self):
        """Return the rules that would be doubled."""
        applied_on, fname = SCOPES[self.scope or "everything"]
        domain = (
            Domain("customer_category_id", "=", self.category_id.id)
            & Domain("pricelist_id", "in", self.pricelist_ids.ids)
            & Domain("applied_on", "=", applied_on)
            & Domain("min_quantity", "=", 0)
            & Domain("date_start", "=", False)
            & Domain("date_end", "=", False)
        )
        if fname:
            domain &= Domain(fname, "in", self._get_targets())
        return self.env["product.pricelist.item"].search(domain)

    def _get_missing(self):
        """Return pairs of pricelist id and target id that have no rule yet."""
        fname = SCOPES[self.scope or "everything"][1]
        there = {
            (item.pricelist_id.id, item[fname].id if fname else False)
            for item in self.item_ids
        }
        pairs = product(self.pricelist_ids.ids, self._get_targets())
        return [pair for pair in pairs if pair not in there]

    def _summarize(self):
        """Say in one sentence what Add would do, or what is missing for it."""
        if self.needs_setting:
            return self.env._(
                "Pricelists are switched off in Odoo. This switches them on for "
                "everybody, and adds the rule to the pricelist that Odoo then provides."
            )
        if not self.pricelist_ids:
            return self.env._("Choose at least one pricelist.")
        if not self._get_targets():
            return self.env._("Choose what the price is for.")
        if not self.new_count:
            return self.env._("There are such rules already: nothing to add.")
        return self.env._(
            "Rules to add: %(new)s. There already, and left as they are: %(old)s.",
            new=self.new_count,
            old=len(self.item_ids),
        )

    def action_apply(self):
        """Create what is missing, and tell how many rules that were."""
        self.ensure_one()
        self.env["customer.category"].check_access("write")
        needed_setting = self.needs_setting
        if needed_setting:
            self._switch_pricelists_on()
        self._check_complete()
        missing = self._get_missing()
        # Prices of categories are theirs who set categories up, whoever else may
        # change pricelists.
        self.pricelist_ids.check_access("read")
        self.env["product.pricelist.item"].sudo().create(
            [self._prepare_rule_values(*pair) for pair in missing]
        )
        self._give_tills_a_pricelist()
        if needed_setting:
            # The menus and fields of pricelists appear.
            return {"type": "ir.actions.client", "tag": "reload"}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Rules added: %s", len(missing)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check_complete(self):
        """Refuse with the sentence that the dialog shows."""
        if not (self.pricelist_ids and self._get_targets()):
            raise UserError(self._summarize())

    def _prepare_rule_values(self, pricelist_id, target_id):
        applied_on, fname = SCOPES[self.scope]
        return {
            "pricelist_id": pricelist_id,
            "customer_category_id": self.category_id.id,
            "applied_on": applied_on,
            "display_applied_on": (
                "2_product_category" if fname == "categ_id" else "1_product"
            ),
            **({fname: target_id} if fname else {}),
            "compute_price": "percentage",
            "percent_price": self.percent_price,
            "customer_category_has_floor": self.has_floor,
            "customer_category_floor_percent": self.floor_percent,
        }
