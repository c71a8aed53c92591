from odoo import fields, models
from odoo.fields import Domain

MENU = "?menu_id=%s"


class DigestDigest(models.Model):
    """What categories bring and cost, in the e-mail that Odoo sends of its own accord.

    Who may not read the reports gets the e-mail without these figures.
    """

    _inherit = "digest.digest"

    kpi_customer_category_member = fields.Boolean("New Category Members")
    kpi_customer_category_member_value = fields.Integer(
        compute="_compute_kpi_customer_category_member_value"
    )
    kpi_customer_category_reward = fields.Boolean("Rewards Groups Reached")
    kpi_customer_category_reward_value = fields.Integer(
        compute="_compute_kpi_customer_category_reward_value"
    )
    kpi_customer_category_discount = fields.Boolean(
        "Saved by Members",
        help="By the prices of their categories. Discounts that a cashier gave besides "
        "are left out.",
    )
    kpi_customer_category_discount_value = fields.Monetary(
        compute="_compute_kpi_customer_category_discount_value"
    )

    def _compute_kpi_customer_category_member_value(self):
        """Count the customers who joined a category, whichever and however."""
        self._count_category_customers(
            "kpi_customer_category_member_value", Domain("event", "=", "join")
        )

    def _compute_kpi_customer_category_reward_value(self):
        """Count the customers who reached a rewards group, their first or a better."""
        self._count_category_customers(
            "kpi_customer_category_reward_value",
            Domain("event", "in", ("join", "move_in"))
            & Domain("assignment", "=", "rewards"),
        )

    def _compute_kpi_customer_category_discount_value(self):
        """Sum up what prices of categories saved members, without taxes."""
        self._calculate_company_based_kpi(
            "customer.category.sale.report",
            "kpi_customer_category_discount_value",
            date_field="date",
            sum_field="category_discount",
        )

    def _count_category_customers(self, fname, events):
        """Count customers by the members report, those of shared categories as well.

        :param str fname: field that gets the number
        :param Domain events: of ``customer.category.member.report``
        """
        start, end, _companies = self._get_kpi_compute_parameters()
        events &= Domain("date", ">=", start) & Domain("date", "<", end)
        for digest in self:
            company = digest.company_id or self.env.company
            seen = Domain("company_id", "in", [False, *company.parent_ids.ids])
            rows = self.env["customer.category.member.report"]._read_group(
                events & seen,
                ["category_id", "other_category_id"],
                ["partner_id:array_agg"],
            )
            # Who moved to a lesser group reached nothing.
            digest[fname] = len(
                {
                    partner_id
                    for category, left, partner_ids in rows
                    if not left or category.price_percent < left.price_percent
                    for partner_id in partner_ids
                }
            )

    def _compute_kpis_actions(self, company, user):
        menu = MENU % self.env.ref("customer_category.customer_category_menu").id
        members = f"customer_category.customer_category_member_report_action{menu}"
        sales = f"customer_category.customer_category_sale_report_action{menu}"
        return {
            **super()._compute_kpis_actions(company, user),
            "kpi_customer_category_member": members,
            "kpi_customer_category_reward": members,
            "kpi_customer_category_discount": sales,
        }
