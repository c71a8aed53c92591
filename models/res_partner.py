from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from ..engines.assignment import join_changes_sql, leave_changes_sql
from ..engines.freshness import changed_since_sql
from .fields import CategoriesField, CategoryField


class ResPartner(models.Model):
    """A customer with categories; a company's contacts share the company's."""

    _name = "res.partner"
    _inherit = [
        "customer.category.shown",
        "res.partner",
        "customer.category.card",
        "customer.category.choices",
        "customer.category.guest",
        "customer.category.joining",
        "customer.category.last.day",
        "customer.category.letter",
        "customer.category.member",
        "customer.category.recipient",
        "customer.category.rewards.page",
        "customer.category.till.change",
        "customer.category.till.search",
    ]

    customer_category_ids = CategoriesField(
        "customer.category",
        "res_partner_customer_category_rel",
        "partner_id",
        "category_id",
        string="Customer Categories",
        copy=False,
    )
    rewards_category_id = CategoryField(
        "customer.category",
        string="Rewards Group",
        company_dependent=True,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The rewards group earned by purchases. It changes by itself.",
    )
    # An import looks for any number of these at once.
    phone_sanitized = fields.Char(index="btree_not_null")
    email_normalized = fields.Char(index="btree_not_null")
    customer_category_membership_ids = fields.One2many(
        "customer.category.membership",
        "partner_id",
        string="Category History",
        copy=False,
        groups="customer_category.customer_category_group_administrator",
    )

    @api.model
    def _commercial_fields(self):
        return [*super()._commercial_fields(), "customer_category_ids"]

    @api.model_create_multi
    def create(self, vals_list):
        """Let categories in through ``_add_customer_categories`` only."""
        commands = [
            self._category_commands(vals.get("customer_category_ids", []))
            for vals in vals_list
        ]
        partners = super().create(
            [self._without_customer_categories(vals) for vals in vals_list]
        )
        for partner, wanted in zip(partners, commands, strict=True):
            if wanted:
                partner._set_customer_categories(wanted)
        return partners

    def write(self, vals):
        """Let categories in and out through the ledger only, and keep contacts true."""
        others = self._without_customer_categories(vals)
        family = self._customer_family(vals)
        customer_of = {contact: contact.commercial_partner_id for contact in family}
        if not others:
            # Nobody finds out what is hidden by what is refused and what is not.
            self.check_access("write")
        result = super().write(others) if others else True
        commands = self._category_commands(vals.get("customer_category_ids", []))
        if commands and len(self) > 1 and not self.env.context.get("import_file"):
            self._set_categories_of_many(commands)
        elif commands:
            for partner in self:
                partner._set_customer_categories(commands)
        if family:
            family._align_customer_categories()
            family._recompute_changed_customers(customer_of)
        if "tz" in vals and self._is_of_company():
            self.env["customer.category"]._forget_kept_rules()
        return result

    def _is_of_company(self):
        """Tell whether any of these contacts is that of one of our companies."""
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        return bool(companies.search_count([("partner_id", "in", self.ids)], limit=1))

    @api.model
    def _without_customer_categories(self, vals):
        """Return the values that the ORM itself may write.

        The wizard that merges contacts copies all fields and is corrected afterwards:
        it says so by the context key ``customer_category_merge``.

        :raise UserError: for the rewards group, which only purchases change (R13)
        """
        own = {"customer_category_ids", "rewards_category_id"}
        is_merge = self.env.context.get("customer_category_merge")
        if "rewards_category_id" in vals and not is_merge:
            raise UserError(
                self.env._(
                    "The rewards group follows from the customer's purchases and "
                    "cannot be set by hand."
                )
            )
        return {fname: value for fname, value in vals.items() if fname not in own}

    @api.model
    def _category_commands(self, value):
        """Return what the ORM takes for an x2many field as a list of commands.

        :param value: commands, records, or False for none
        """
        if value is False or value is None:
            return [Command.clear()]
        if isinstance(value, models.BaseModel):
            return [Command.set(value.ids)]
        return value

    def _set_customer_categories(self, commands):
        """Carry out x2many commands of a form or an import on one customer.

        :param commands: ``Command`` tuples or ids for the categories
        """
        self.ensure_one()
        held = self.commercial_partner_id.customer_category_ids
        wanted = held
        for command in commands:
            wanted = self._after_category_command(wanted, command)
        source = "import" if self.env.context.get("import_file") else "manual"
        self._add_customer_categories(wanted - held, source)
        self._remove_customer_categories(held - wanted, source)
        if self != self.commercial_partner_id:
            self._align_customer_categories()

    def _set_categories_of_many(self, commands):
        """Carry out x2many commands on several customers, as an act that has Undo.

        :param commands: as above
        """
        steps = {}
        for partner in self:
            held = wanted = partner.commercial_partner_id.customer_category_ids
            for command in commands:
                wanted = self._after_category_command(wanted, command)
            step = (wanted - held, held - wanted)
            steps[step] = steps.get(step, self.browse()) | partner
        changes = []
        for (added, removed), partners in steps.items():
            if not (added | removed):
                continue
            partners._check_customer_category_change(added | removed)
            partners._check_customer_category_company(added)
            changes.append(join_changes_sql(partners.ids, added.ids))
            changes.append(leave_changes_sql(partners.ids, removed.ids))
        if changes:
            name = self.env._("Categories changed on %s contacts", len(self))
            self.env["customer.category.operation"]._run(
                name, SQL(" UNION ").join(changes), "bulk"
            )
        contacts = self.filtered(lambda p: p != p.commercial_partner_id)
        contacts._align_customer_categories()

    @api.model
    def _after_category_command(self, categories, command):
        """Return the categories after one x2many command."""
        if not isinstance(command, (list, tuple)):
            command = Command.link(int(command))
        operation, record_id, values = (*command, False, False)[:3]
        one = categories.browse(record_id or [])
        if operation == Command.CREATE:
            return categories | categories.create(values)
        if operation == Command.SET:
            return categories.browse(values)
        if operation == Command.CLEAR:
            return categories.browse()
        if operation == Command.LINK:
            return categories | one
        return categories if operation == Command.UPDATE else categories - one

    @api.model
    def get_new_partner(self, config_id, domain, offset):
        """Let a till's search find customers by the name of a category as well."""
        domain = self._or_in_named_category(config_id, domain)
        return super().get_new_partner(config_id, domain, offset)

    @api.model
    def _load_pos_data_fields(self, config):
        own = ["customer_category_ids", "rewards_category_id"]
        return [*super()._load_pos_data_fields(config), *own]

    @api.model
    def _load_pos_self_data_fields(self, config):
        """Keep categories from the self-order page, which anybody can open (P9)."""
        own = {"customer_category_ids", "rewards_category_id"}
        fnames = super()._load_pos_self_data_fields(config)
        return [fname for fname in fnames if fname not in own]

    @api.model
    def _server_date_to_domain(self, domain):
        """Load customers again whose categories changed.

        Memberships are written for any number of customers without touching these, so
        their own dates do not tell.
        """
        limited = super()._server_date_to_domain(domain)
        if limited is domain:
            return domain
        moment = self.env.context["pos_last_server_date"]
        changed = Domain.custom(
            to_sql=lambda partners, alias, query: changed_since_sql(
                partners._field_to_sql(alias, "commercial_partner_id", query), moment
            )
        )
        return Domain(limited) | (Domain(domain) & changed)
