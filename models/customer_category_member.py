from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..engines.alignment import add_badges_sql, drop_badges_sql, repoint_sql
from ..engines.assignment import Terms, join_changes_sql, leave_changes_sql
from ..engines.changes import stranded_changes_sql


class CustomerCategoryMember(models.AbstractModel):
    """What makes a contact a member: the ways in and out, and who may use them."""

    _name = "customer.category.member"
    _description = "Member of Customer Categories"

    def _add_customer_categories(self, categories, source, **why):
        """Make customers members of categories kept by hand.

        Who is a member already stays one, with the membership untouched unless it is
        to be renewed. Contacts stand for their company.

        :param categories: ``customer.category`` records assigned by hand
        :param str source: a key of the membership's ``source``
        :param why: ``date_expire`` (last day), ``renews`` (end memberships with another
            last day, or all where there is a proof, and begin them anew), ``reason``
            (sentence), ``order_id``, ``proof_id`` (attachment); ``name`` makes it a
            bulk act that can be undone
        :return: the ``customer.category.operation`` of a bulk act, else a list of
            ``(category_id, joins, count)``
        :raise UserError: for an automatic category or one of another company
        :raise AccessError: for users who may not assign categories
        """
        if not (self and categories):
            return []
        self._check_customer_category_change(categories)
        self._check_customer_category_company(categories)
        terms = Terms(
            why.pop("date_expire", None),
            why.pop("renews", False),
            bool(why.get("proof_id")),
        )
        changes = join_changes_sql(self.ids, categories.ids, terms)
        return self._change_customer_categories(changes, source, why)

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

    def action_leave_customer_category(self):
        """Take customers out of the category in whose form they are shown."""
        category_id = self.env.context.get("customer_category_id")
        categories = self.env["customer.category"].browse(category_id or [])
        self._remove_customer_categories(categories.exists(), "manual")

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
        # A membership is no part of the contact: an administrator of categories gives
        # them to whomever the administrator may see.
        self.check_access("read" if self._is_category_administrator() else "write")
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
        is_manager = self.env.user.has_group("base.group_partner_manager")
        return is_manager or self._is_category_administrator()

    @api.model
    def _is_category_administrator(self):
        """Tell whether the user administers customer categories."""
        return self.env.user.has_group(
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

    def _recompute_changed_customers(self, customer_of):
        """Recompute those whose history changed since contacts buy for another now.

        :param dict customer_of: contact -> whom it bought for before
        """
        moved = self.filtered(lambda c: c.commercial_partner_id != customer_of[c])
        before = self.browse({customer_of[contact].id for contact in moved})
        (before | moved.commercial_partner_id)._recompute_customer_categories()

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
        categories._tell_tills_of_contacts(self.ids)
