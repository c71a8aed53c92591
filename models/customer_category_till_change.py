from odoo import api, models
from odoo.exceptions import AccessError, UserError

# How many contacts of a company a till is told of at once.
FAMILY = 100


class CustomerCategoryTillChange(models.AbstractModel):
    """Standard categories added and removed by a cashier.

    The till offers only what is allowed, but the server relies on nothing of it.
    """

    _name = "customer.category.till.change"
    _description = "Changes of Customer Categories at the Till"

    def change_customer_category(
        self, session_id, category_id, joins, employee_id=False
    ):
        """Let a customer into a standard category, or out of it, for a cashier.

        Which employee it is, is the till's word: the server checks that the employee
        may log in there and has the role, and puts the name into the ledger.

        :param int session_id: the session of the till, which has to be open
        :param int category_id: a standard category that cashiers may see
        :param bool joins: whether the customer enters it, or else leaves it
        :param int employee_id: who is logged in, at tills of employees
        :return: dict of what was read by model name, as the till loads it
        :raise AccessError: for users who may see neither till nor customer, and for
            cashiers whom the till's settings do not let
        :raise UserError: if the session is not open or the category is not to be
            changed there
        """
        config = self._open_till(session_id)
        reason = self._reason_at_till(config, employee_id)
        customer, visible = self._at_till(config.id)
        category = visible.filtered(lambda one: one.id == category_id)
        if not category:
            raise UserError(
                self.env._(
                    "This category is not in use at “%s”. Reload the till to see "
                    "those that are.",
                    config.name,
                )
            )
        # What the cashier may do was checked; contacts as such stay out of reach.
        member = customer.sudo()
        change = (
            member._add_customer_categories
            if joins
            else member._remove_customer_categories
        )
        change(category.sudo(), "till", reason=reason)
        family = customer._known_family()
        return {
            category._name: category._load_pos_data_read(category, config),
            customer._name: customer._load_pos_data_read(family, config),
        }

    @api.model
    def _open_till(self, session_id):
        """Return the till of an open session.

        :param int session_id: a ``pos.session``
        """
        if not self.env.user.has_group("point_of_sale.group_pos_user"):
            raise AccessError(
                self.env._(
                    "Categories are changed at a till by users of the Point of Sale "
                    "only. Ask for that right, or change them in Contacts."
                )
            )
        session = self.env["pos.session"].browse(session_id).exists()
        session.check_access("read")
        if session.state != "opened":
            raise UserError(
                self.env._(
                    "The session of this till is not open. Open one to change the "
                    "categories of customers."
                )
            )
        return session.config_id

    @api.model
    def _reason_at_till(self, config, employee_id):
        """Return what the ledger says of a change, if the cashier may make it.

        :param config: the till as a ``pos.config``
        :param int employee_id: the employee who is logged in, or False
        """
        if self._has_employees(config):
            cashier = self._employee_at_till(config, employee_id)
            reason = self.env._(
                "%(employee)s at “%(till)s”",
                employee=cashier.get("name"),
                till=config.name,
            )
        else:
            cashier = self._user_at_till(config)
            reason = self.env._("At “%s”", config.name)
        if not config._lets_change_customer_categories(cashier.get("_role")):
            raise AccessError(self._refusal_at_till(config))
        return reason

    @api.model
    def _refusal_at_till(self, config):
        """Return who may change categories at a till, for someone who may not."""
        texts = {
            "nobody": self.env._(
                "Categories are not changed at “%s”. Change them in Contacts, or allow "
                "it in the settings of the till.",
                config.name,
            ),
            "manager": self.env._(
                "Only managers change categories at “%s”. Ask one to do it.",
                config.name,
            ),
            "cashier": self.env._(
                "Only cashiers of “%s” who have more than minimal rights change "
                "categories there. Ask one to do it.",
                config.name,
            ),
        }
        return texts[config.customer_category_changed_by]

    @api.model
    def _has_employees(self, config):
        """Tell whether employees log in at a till: the app for it may not be there."""
        return config.module_pos_hr and hasattr(config, "_employee_domain")

    @api.model
    def _employee_at_till(self, config, employee_id):
        """Return an employee as the till knows it, with its ``name`` and ``_role``.

        :return: dict, empty for who may not log in there
        """
        employees = self.env["hr.employee"]
        among = employees._load_pos_data_domain({}, config)
        employee = employees.search([("id", "=", employee_id), *among], limit=1)
        values = employees._load_pos_data_read(employee, config) if employee else []
        return values[0] if values else {}

    @api.model
    def _user_at_till(self, config):
        """Return the user as the till knows it, with ``name`` and ``_role``."""
        user = self.env.user
        (values,) = user._load_pos_data_read(user, config)
        return {**values, "_role": values["role"]}

    def _known_family(self):
        """Return the customer, and others who share its categories."""
        units = self.sudo().commercial_partner_id.ids
        return self | self.search(
            [("commercial_partner_id", "in", units)], limit=FAMILY
        )
