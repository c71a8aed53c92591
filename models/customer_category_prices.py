from odoo import api, fields, models
from odoo.exceptions import RedirectWarning
from odoo.fields import Domain


class CustomerCategoryPrices(models.AbstractModel):
    """Where a category's prices apply (P4, P5)."""

    _name = "customer.category.prices"
    _description = "Prices of a Customer Category"

    price_rule_ids = fields.One2many(
        "product.pricelist.item", "customer_category_id", string="Price Rules"
    )
    price_rule_count = fields.Integer(
        string="Prices", compute="_compute_price_rule_count"
    )
    price_summary = fields.Char(
        string="Members Get It In",
        compute="_compute_price_summary",
        help="The pricelists with rules for this category, and what these are on.",
    )
    is_price_unused = fields.Boolean(compute="_compute_is_price_unused")

    @api.depends("price_rule_ids")
    def _compute_price_rule_count(self):
        counts = self._count_price_rules([])
        for category in self:
            own = counts.get(category.id, {})
            category.price_rule_count = sum(own.values())

    @api.depends("price_rule_ids", "price_percent")
    def _compute_is_price_unused(self):
        for category in self:
            category.is_price_unused = bool(
                category.id
                and category.price_percent < 100
                and not category.price_rule_count
            )

    @api.depends("price_rule_ids")
    def _compute_price_summary(self):
        counts = self._count_price_rules(["pricelist_id", "applied_on"])
        for category in self:
            by_list = {}
            for (pricelist, applied_on), count in counts.get(category.id, {}).items():
                by_list.setdefault(pricelist, []).append(
                    self._describe_scope(applied_on, count)
                )
            category.price_summary = "; ".join(
                self.env._(
                    "%(pricelist)s: %(scopes)s",
                    pricelist=pricelist.name,
                    scopes=", ".join(scopes),
                )
                for pricelist, scopes in by_list.items()
            )

    def _count_price_rules(self, groupby):
        """Count these categories' rules in pricelists that are in use.

        :param list groupby: fields of the rule to count by, besides the category
        :return: category id -> group values as a tuple -> count
        """
        groups = self.env["product.pricelist.item"]._read_group(
            Domain("customer_category_id", "in", self.ids)
            & Domain("pricelist_id.active", "=", True),
            ["customer_category_id", *groupby],
            ["__count"],
        )
        counts = {}
        for category, *group, count in groups:
            counts.setdefault(category.id, {})[tuple(group)] = count
        return counts

    @api.model
    def _describe_scope(self, applied_on, count):
        """Say in words what some rules of one kind are on."""
        if applied_on == "3_global":
            return self.env._("all products")
        if applied_on == "2_product_category":
            return self.env._("%s product categories", count)
        return self.env._("%s products", count)

    @api.constrains("company_id")
    def _check_price_rules_company(self):
        """Refuse a company whose members' prices stand in another company's lists."""
        self.sudo().price_rule_ids._check_company(["customer_category_id"])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_priced(self):
        """Ask before prices go: without their category they would be for everybody."""
        rules = self.sudo().price_rule_ids
        if not rules or self.env.context.get("customer_category_delete_prices"):
            rules.unlink()
            return
        raise RedirectWarning(
            self.env._(
                "“%(categories)s” has rules in pricelist “%(pricelists)s”. Delete them "
                "together, or archive the category to stop its prices and keep them, "
                "and with them the reports of its past sales.",
                categories="”, “".join(rules.customer_category_id.mapped("name")),
                pricelists="”, “".join(rules.pricelist_id.mapped("name")),
            ),
            self.env.ref("customer_category.customer_category_action_delete").id,
            self.env._("Delete Category and Rules"),
            {"active_model": "customer.category", "active_ids": self.ids},
        )

    def action_delete_with_prices(self):
        """Delete these categories and their rules, and go back to the others."""
        # Who may delete the category may end its prices, which else would have to
        # outlive it.
        self.with_context(customer_category_delete_prices=True).unlink()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_action"
        )
        return {**action, "target": "main"}

    def action_view_price_rules(self):
        """Open the rules for these categories."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.product_pricelist_item_action"
        )
        name = self.env._("Prices of %s", self.name)
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": [("customer_category_id", "=", self.id)],
            "context": {
                "default_customer_category_id": self.id,
                "default_compute_price": "percentage",
                "default_percent_price": 100 - self.price_percent,
            },
        }

    def action_add_to_pricelist(self):
        """Open the dialog that adds this category to pricelists."""
        return self._open_price_dialog(
            "customer.category.pricing",
            self.env._("Add to Pricelist"),
            default_scope="products",
        )

    def action_apply_to_everything(self):
        """Open the dialog that prices all products, at the tills too."""
        return self._open_price_dialog(
            "customer.category.pricing",
            self.env._("Apply to Everything"),
            default_scope="everything",
            default_is_for_tills=True,
        )

    def action_check_price(self):
        """Open the dialog that tells what a member pays."""
        return self._open_price_dialog(
            "customer.category.price.check", self.env._("Check a Price")
        )

    def _open_price_dialog(self, model, name, **context):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_category_id": self.id, **context},
        }
