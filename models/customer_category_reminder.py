import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools.misc import format_date, formatLang

from ..engines.reminder import remind_sql

_logger = logging.getLogger(__name__)

# Customers named in one reminder; of the others it tells how many.
SHOWN = 50


class CustomerCategoryReminder(models.AbstractModel):
    """Reminding somebody of memberships that end soon, before they do."""

    _name = "customer.category.reminder"
    _description = "Reminder of Expiring Customer Categories"

    reminder_days = fields.Integer(
        string="Remind Before",
        default=14,
        help="Days before a membership's last day at which the person in charge is "
        "reminded; 0 is never.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="In Charge",
        default=lambda self: self.env.user.filtered("active"),
        domain=[("share", "=", False)],
        tracking=True,
        help="Gets an activity before memberships end, and when a review is due.",
    )

    @api.model
    def _remind_or_log(self):
        """Remind, and leave it to the next run if that fails for whatever reason."""
        try:
            with self.env.cr.savepoint():
                self._remind_expiring()
        except Exception:
            _logger.exception("Nobody was reminded of memberships that end soon.")

    @api.model
    def _remind_expiring(self, at=None):
        """Make one activity per category whose memberships end soon.

        Each membership is reminded once. Who can receive no activity is logged and
        never stops the scheduled run.

        :param at: as of this date or UTC datetime; None means now
        :return: the new ``mail.activity`` records
        """
        self.env.flush_all()
        rows = self.env.execute_query(remind_sql(self._company_days(at), SHOWN))
        categories = self.env["customer.category"].sudo()
        reminders = [
            values
            for category_id, *told in rows
            for values in categories.browse(category_id)._prepare_reminder(*told)
        ]
        if rows:
            self.env["customer.category.membership"].invalidate_model(["date_reminded"])
        return self.env["mail.activity"].sudo().create(reminders)

    def _prepare_reminder(self, count, first_day, partner_ids):
        """Yield the values of a category's activity, nothing if nobody can get it.

        :param int count: how many memberships end soon
        :param date first_day: the first of their last days
        :param list partner_ids: the first customers
        """
        user = self._reminded_user()
        if not user:
            _logger.warning(
                "Nobody can be reminded that %s memberships of “%s” end soon.",
                count,
                self.name,
            )
            return
        category = self.with_context(lang=user.lang or "en_US")
        yield self._prepare_activity(
            user,
            first_day,
            category.env._("%s memberships end soon", count),
            category._reminder_note(user, count, first_day, partner_ids),
        )

    def _prepare_activity(self, user, deadline, summary, note):
        """Return the values of a ``mail.activity`` on this category.

        :param user: who is to do it
        :param date deadline: by when
        :param str summary: in the user's language
        :param Markup note: in the user's language
        """
        return {
            "res_model_id": self.env["ir.model"]._get_id("customer.category"),
            "res_id": self.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "user_id": user.id,
            "date_deadline": deadline,
            "summary": summary,
            "note": note,
        }

    def _reminded_user(self):
        """Return who is reminded: the person in charge, else an administrator."""
        group = "customer_category.customer_category_group_administrator"
        administrators = self.env.ref(group).sudo().all_user_ids
        for user in self.user_id | administrators.sorted("id"):
            companies = user.company_ids.ids
            category = self.with_user(user).with_context(allowed_company_ids=companies)
            if user.active and not user.share and category.has_access("read"):
                return user
        return self.env["res.users"]

    def _reminder_note(self, user, count, first_day, partner_ids):
        """Return who ends soon as HTML, naming whom the user may see."""
        return Markup("<p>%s</p>%s") % (
            self.env._(
                "The first last day is %s. Renew who may stay.",
                format_date(self.env, first_day),
            ),
            self._customer_list(user, count, partner_ids),
        )

    def _customer_list(self, user, count, partner_ids):
        """Return the list of customers as HTML, without those the user may not see.

        :param int count: how many there are
        :param list partner_ids: the first of them
        """
        companies = user.company_ids.ids
        partners = self.env["res.partner"].with_user(user)
        partners = partners.with_context(allowed_company_ids=companies)
        customers = partners.browse(partner_ids)._filtered_access("read")
        lines = [customer._get_html_link() for customer in customers]
        if count > len(customers):
            more = formatLang(self.env, count - len(customers), 0)
            lines.append(self.env._("and %s more", more))
        return Markup("<ul>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % line for line in lines
        )
