from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain


class CustomerCategoryPricingTills(models.AbstractModel):
    """What a till needs before it can use a rule: Odoo's setting, and a pricelist."""

    _name = "customer.category.pricing.tills"
    _description = "Tills That Start to Use Pricelists"

    is_for_tills = fields.Boolean()
    needs_setting = fields.Boolean(compute="_compute_needs_setting")
    config_ids = fields.Many2many(
        "pos.config",
        string="Tills",
        compute="_compute_config_ids",
        store=True,
        readonly=False,
        # Administrators of categories need not know the tills to set prices.
        groups="point_of_sale.group_pos_user",
        help="Tills that use no pricelist yet. They get the first of these pricelists "
        "as their default.",
    )
    may_change_tills = fields.Boolean(compute="_compute_may_change_tills")
    till_plan = fields.Char(compute="_compute_till_plan")

    def _compute_may_change_tills(self):
        """Tell whether the user manages the Point of Sale."""
        tills = self.sudo(False).env["pos.config"]
        self.may_change_tills = tills.has_access("write")

    @api.depends("category_id", "is_for_tills")
    def _compute_config_ids(self):
        for wizard in self:
            wizard.config_ids = False
            if wizard.is_for_tills and wizard.may_change_tills:
                wizard.config_ids = self.env["pos.config"].search(
                    Domain("company_id", "=", wizard._get_company().id)
                    & Domain("use_pricelist", "=", False)
                )

    def _compute_needs_setting(self):
        groups = self.env["res.groups"]
        enabled = groups._is_feature_enabled("product.group_product_pricelist")
        self.needs_setting = not enabled

    @api.depends("config_ids", "is_for_tills", "pricelist_ids")
    def _compute_till_plan(self):
        for wizard in self:
            wizard.till_plan = wizard._describe_tills()

    def _describe_tills(self):
        """Say what changes at the tills, and what their cashiers have to do."""
        if not self.is_for_tills:
            return False
        if not self.may_change_tills:
            return self.env._(
                "No till is changed: ask a manager of the Point of Sale to let tills "
                "use these pricelists."
            )
        tills = self.sudo().config_ids.sudo(False)
        if not tills:
            return self.env._("No till is changed: choose the tills that shall use it.")
        sentence = self.env._(
            "%(tills)s: will use %(pricelist)s as default pricelist.",
            tills=", ".join(tills.mapped("name")),
            pricelist=self.pricelist_ids[:1].name or self.env._("it"),
        )
        opened = tills.filtered("has_active_session")
        if opened:
            sentence += " " + self.env._(
                "Open now: %s. Choose Reload Data in the menu of an open till, or its "
                "prices change only when it is opened again.",
                ", ".join(opened.mapped("name")),
            )
        return sentence

    def _switch_pricelists_on(self):
        """Save Odoo's own setting, which provides a pricelist for each company."""
        if not self.env.is_admin():
            raise UserError(
                self.env._(
                    "Pricelists are switched off in Odoo. Ask somebody with access to "
                    "the Settings to switch them on, or to apply this price."
                )
            )
        settings = self.env["res.config.settings"]
        settings.create({"group_product_pricelist": True}).execute()
        self.invalidate_recordset(["needs_setting"])
        self.pricelist_ids = self._search_pricelists()[:1]

    def _give_tills_a_pricelist(self):
        """Let the chosen tills use these pricelists, the first one by default."""
        tills = self.sudo().config_ids.sudo(False)
        for config in tills.filtered(lambda c: not c.use_pricelist):
            fitting = self.pricelist_ids.filtered(
                lambda p, config=config: (
                    p.currency_id == config.currency_id
                    and p.company_id in (config.company_id, config.company_id.browse())
                )
            )
            if not fitting:
                raise UserError(
                    self.env._(
                        "None of the pricelists is in %(currency)s, the currency of "
                        "till “%(till)s”. Choose another pricelist, or leave the till "
                        "out.",
                        currency=config.currency_id.name,
                        till=config.name,
                    )
                )
            config.write(
                {
                    "use_pricelist": True,
                    "available_pricelist_ids": [Command.set(fitting.ids)],
                    "pricelist_id": fitting[0].id,
                }
            )
