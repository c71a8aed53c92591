from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..engines.changes import (
    changed_since_sql,
    renewed_count_sql,
    undo_changes_sql,
)
from .fields import CategoriesField


class CustomerCategoryOperation(models.Model):
    """One bulk act on memberships, which can be undone."""

    _name = "customer.category.operation"
    _description = "Bulk Change of Customer Categories"
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", readonly=True, default=lambda self: self.env.user
    )
    date = fields.Datetime(default=fields.Datetime.now, readonly=True)
    joined_count = fields.Integer(string="Joined", readonly=True)
    left_count = fields.Integer(string="Left", readonly=True)
    renewed_count = fields.Integer(
        string="Renewed",
        readonly=True,
        help="Memberships that ended and began again with another last day.",
    )
    state = fields.Selection(
        [("done", "Done"), ("undone", "Undone")], default="done", readonly=True
    )
    kept_count = fields.Integer(
        string="Left Alone",
        readonly=True,
        help="Memberships that had changed since, so undoing left them alone.",
    )
    sends_notes = fields.Boolean(
        readonly=True, help="Its members are told, where the categories tell members."
    )
    may_return = fields.Boolean(
        string="May Join Again",
        readonly=True,
        help="Who left by it can join again by the portal or a signup link. Else that "
        "takes somebody of the shop.",
    )
    proof_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[("res_model", "=", "customer.category.operation")],
        readonly=True,
        help="What was shown for the memberships that began.",
    )
    company_ids = fields.Many2many(
        "res.company",
        string="Companies",
        readonly=True,
        help="The companies of the categories that changed.",
    )
    category_ids = CategoriesField(
        "customer.category",
        "customer_category_operation_category_rel",
        "operation_id",
        "category_id",
        string="Categories",
        context={"active_test": False},
        readonly=True,
        help="Which categories customers joined or left.",
    )
    kept_partner_ids = fields.Many2many(
        "res.partner", string="Customers Left Alone", readonly=True
    )
    created_partner_ids = fields.Many2many(
        "res.partner",
        "customer_category_operation_created_rel",
        string="Customers Created",
        readonly=True,
        help="Undo ends their memberships and leaves these contacts.",
    )

    @api.model
    def _run(self, name, changes, source, proof=None, **why):
        """Apply changes as one bulk act and count what they did.

        :param str name: what was done, for people
        :param SQL changes: query of changes, see ``engines.ledger``
        :param str source: a key of the membership's ``source``
        :param dict | None proof: values of the attachment that proves what begins
        :param why: what else the ledger keeps, see ``engines.ledger.Cause``
        :return: the operation, empty when nothing changed
        """
        categories = self.env["customer.category"]
        operation = self.sudo().create({"name": name, "user_id": self.env.uid})
        if proof:
            why["proof_id"] = operation._keep_proof(proof).id
        counts = categories.sudo()._apply_many_changes(
            changes, categories._cause(source, operation_id=operation.id, **why), name
        )
        operation._count(counts)
        changed = categories.sudo().browse({category for category, *_rest in counts})
        operation.write({"category_ids": changed, "company_ids": changed.company_id})
        if not counts:
            operation.unlink()
            return self.browse()
        return operation.sudo(False)

    def _keep_proof(self, values):
        """Return a new attachment of the act, which all its memberships show.

        :param dict values: of the ``ir.attachment``
        """
        return self.env["ir.attachment"].create(
            {**values, "res_model": self._name, "res_id": self.id}
        )

    def _action_tell(self, name):
        """Return the action that says what was done, and offers to undo it.

        :param str name: the act's name, for the case that nothing changed
        """
        done = self.sudo()
        joined, renewed, left = (
            count and formatLang(self.env, count, 0)
            for count in (done.joined_count, done.renewed_count, done.left_count)
        )
        texts = (
            joined and self.env._("%s joined", joined),
            renewed and self.env._("%s renewed", renewed),
            left and self.env._("%s left", left),
        )
        counts = [text for text in texts if text]
        message = self.env._(
            "%(name)s: %(counts)s.",
            name=name,
            counts=", ".join(counts) or self.env._("nothing had to change"),
        )
        return {
            "type": "ir.actions.client",
            "tag": "customer_category_done",
            "params": {
                "message": message,
                "operation_id": self.id if counts and self.has_access("write") else 0,
            },
        }

    def _count(self, counts):
        """Keep how many joined, left and were renewed.

        :param counts: list of ``(category_id, joins, count)`` from the ledger
        """
        joined = sum(count for _category, joins, count in counts if joins)
        left = sum(count for _category, joins, count in counts if joins is False)
        renewed = 0
        if joined and left:
            renewed = self.env.execute_query(renewed_count_sql(self.id))[0][0]
        self.write(
            {
                "joined_count": joined - renewed,
                "left_count": left - renewed,
                "renewed_count": renewed,
            }
        )

    def action_undo(self):
        """Reverse the act; what changed since is left alone and listed.

        :raise UserError: when it was undone before
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "undone":
            raise UserError(self.env._("“%s” was undone already.", self.name))
        operation = self.sudo()
        kept = self.env.execute_query(changed_since_sql(self.id))
        categories = self.env["customer.category"]
        reason = self.env._("Undone: %s", self.name)
        categories.sudo()._apply_many_changes(
            undo_changes_sql(self.id),
            categories._cause("undo", reason=reason, undone_id=self.id),
            reason,
        )
        operation.state = "undone"
        operation.kept_count = len(kept)
        operation.kept_partner_ids = [(6, 0, list({partner for partner, _c in kept}))]
        return True
