from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..engines.alignment import (
    add_badges_sql,
    drop_badges_sql,
    repoint_sql,
    stranded_changes_sql,
)
from ..engines.ledger import join_changes_sql, leave_changes_sql


class ResPartner(models.Model):
    """A customer with categories; a company's contacts share the company's."""

    _inherit = "res.partner"

    customer_category_ids = fields.Many2many(
        "customer.category",
        "res_partner_customer_category_rel",
        "partner_id",
        "category_id",
        string="Customer Categories",
        copy=False,
    )
    rewards_category_id = fields.Many2one(
        "customer.category",
        string="Rewards Group",
        company_dependent=True,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The rewards group earned by purchases. It changes by itself.",
    )
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
        commands = [vals.get("customer_category_ids") for vals in vals_list]
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
        result = super().write(others) if others else True
        if vals.get("customer_category_ids"):
            for partner in self:
                partner._set_customer_categories(vals["customer_category_ids"])
        if family:
            family._align_customer_categories()
        return result

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

    def _set_customer_categories(self, commands):
        """Carry out x2many commands of a form or an import on one customer.

        :param commands: ``Command`` tuples, ids or records for the categories
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

    def _add_customer_categories(self, categories, source, **why):
        """Make customers members of categories kept by hand.

        Who is a member already stays one, with the membership untouched. Contacts
        stand for their company.

        :param categories: ``customer.category`` records assigned by hand
        :param str source: a key of the membership's ``source``
        :param why: ``reason`` (sentence), ``date_expire`` (last day), ``order_id``;
            ``name`` makes it a bulk act that can be undone
        :return: the ``customer.category.operation`` of a bulk act, else a list of
            ``(category_id, joins, count)``
        :raise UserError: for an automatic category or one of another company
        :raise AccessError: for users who may not assign categories
        """
        if not (self and categories):
            return []
        self._check_customer_category_change(categories)
        self._check_customer_category_company(categories)
        return self._change_customer_categories(
            join_changes_sql(self.ids, categories.ids), source, why
        )

    def _remove_customer_categories(self, categories, source, **why):
        """End customers' memberships of categories kept by hand.

        :param categories: ``customer.category`` records assigned by hand
        :param str source: a key of the membership's ``source``
        :param why: ``reason`` (sentence), ``order_id``; ``name`` as above
        :return: as above
        :raise UserError: for an automatic category
        :raise AccessError: for users who may not assign categories
        """
        if not (self and categories):
            return []
        self._check_customer_category_change(categories)
        return self._change_customer_categories(
            leave_changes_sql(self.ids, categories.ids), source, why
        )

    @api.model
    def _change_customer_categories(self, changes, source, why):
        """Write changes of a person's doing to the ledger.

        With a ``name`` among ``why`` they are one bulk act that can be undone.
        """
        name = why.pop("name", None)
        if name:
            operations = self.env["customer.category.operation"]
            return operations._run(name, changes, source, **why)
        service = self.env["customer.category"]
        # The rights were checked; the ledger itself is open to nobody.
        return service.sudo()._apply_changes(changes, service._cause(source, **why))

    def _check_customer_category_change(self, categories):
        """Refuse users without the right, and categories that change by themselves."""
        self.check_access("write")
        categories.check_access("read")
        if not (self.env.su or self._may_assign_customer_categories()):
            raise AccessError(
                self.env._(
                    "You may not change customer categories. Ask for the right to "
                    "create contacts, or for the Customer Categories administrator."
                )
            )
        automatic = categories.filtered(lambda c: c.assignment != "manual")
        if automatic:
            raise UserError(
                self.env._(
                    "“%s” follows its rules: customers enter and leave it by their "
                    "purchases. To keep a customer in or out, pin the customer.",
                    automatic[0].name,
                )
            )

    @api.model
    def _may_assign_customer_categories(self):
        """Tell whether the user may assign categories kept by hand."""
        return self.env.user.has_groups(
            "base.group_partner_manager,"
            "customer_category.customer_category_group_administrator"
        )

    def _check_customer_category_company(self, categories):
        """Refuse categories of a company that does not see the customer (R15)."""
        for category in categories.filtered("company_id"):
            near = category.company_id.parent_ids | category.company_id.search(
                [("id", "child_of", category.company_id.id)]
            )
            outsiders = self.search(
                [
                    ("id", "in", self.ids),
                    ("company_id", "!=", False),
                    ("company_id", "not in", near.ids),
                ],
                limit=1,
            )
            if outsiders:
                raise UserError(
                    self.env._(
                        "%(customer)s belongs to %(other)s and cannot be in "
                        "“%(category)s” of %(company)s.",
                        customer=outsiders.display_name,
                        other=outsiders.company_id.name,
                        category=category.name,
                        company=category.company_id.name,
                    )
                )

    def _recompute_customer_categories(self):
        """Bring the automatic categories of these customers up to the rules."""
        if self:
            self.env["customer.category"].sudo()._recompute(self)

    @api.model
    def _customer_family(self, vals):
        """Return whose company changes with these values, contacts included."""
        if not {"parent_id", "is_company"} & vals.keys():
            return self.browse()
        return (
            self.sudo()
            .with_context(active_test=False)
            .search([("id", "child_of", self.ids)])
        )

    def _align_customer_categories(self):
        """Bring badges and rewards group of these contacts in line with the ledger."""
        categories = self.env["customer.category"].sudo()
        reason = self.env._("The customer became a contact of a company.")
        categories._apply_changes(
            stranded_changes_sql(self.ids), categories._cause("rule", reason=reason)
        )
        for statement in (drop_badges_sql, add_badges_sql, repoint_sql):
            self.env.cr.execute(statement(self.ids))
        categories._forget_cached_memberships()

    @api.model
    def _load_pos_data_fields(self, config):
        own = ["customer_category_ids", "rewards_category_id"]
        return [*super()._load_pos_data_fields(config), *own]
