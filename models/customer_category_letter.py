from odoo import api, fields, models
from odoo.fields import Domain


class CustomerCategoryLetter(models.AbstractModel):
    """What a message can say to each customer of their own groups.

    They are fields, so that a message to many reads them for many at once. They speak
    of the company the message is sent for (R15), in the customer's language, and never
    of confidential categories.
    """

    _name = "customer.category.letter"
    _inherit = ["customer.category.letter.text"]
    _description = "Words on Customer Categories for Customers"

    customer_category_letter_group = fields.Char(
        string="Own Group",
        compute="_compute_customer_category_letter",
        help="The rewards group, or else the categories, of the customer.",
    )
    customer_category_letter_benefit = fields.Char(
        string="Own Benefit",
        compute="_compute_customer_category_letter",
        help="What the customer gets by it, as a sentence.",
    )
    customer_category_letter_until = fields.Char(
        string="Own Last Day",
        compute="_compute_customer_category_letter",
        help="Until when the customer has it, as a sentence.",
    )
    customer_category_letter_progress = fields.Char(
        string="Own Progress",
        compute="_compute_customer_category_letter",
        help="What is missing to the next rewards group and by when, as a sentence.",
    )
    customer_category_letter_company = fields.Char(
        string="Company That Writes",
        compute="_compute_customer_category_letter",
    )
    customer_category_letter_stay = fields.Char(
        string="Own Stay",
        compute="_compute_customer_category_letter",
        help="What keeps the customer in the own rewards group and by when, as a "
        "sentence.",
    )
    customer_category_at_risk = fields.Boolean(
        string="At Risk of Leaving",
        compute="_compute_customer_category_at_risk",
        search="_search_customer_category_at_risk",
        help="Does not qualify any more for a category and leaves it soon.",
    )

    def _compute_customer_category_at_risk(self):
        risks = self._memberships_shown(Domain("date_risk", "!=", False)).partner_id
        for partner in self:
            partner.customer_category_at_risk = partner.commercial_partner_id in risks

    @api.model
    def _search_customer_category_at_risk(self, operator, value):
        """Find who is at risk in any category that the user sees."""
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return self._with_membership(Domain("date_risk", "!=", False))

    @api.depends_context(
        "company",
        "allowed_company_ids",
        "customer_category_letter_ids",
        "customer_category_letter_left",
    )
    def _compute_customer_category_letter(self):
        stays = self._find_stays_for_letter()
        steps, kept = self._find_steps_for_letter()
        for partner in self:
            customer_id = partner.commercial_partner_id.id
            own = stays.get(customer_id, [])
            lang = partner.lang or self.env.lang
            own = own and own.with_context(lang=lang)
            told = own and self._letter_stays(own)
            group, missing = steps.get(customer_id, (False, None))
            partner.update(
                {
                    "customer_category_letter_company": self.env.company.sudo().name,
                    "customer_category_letter_group": partner._letter_group(own),
                    "customer_category_letter_benefit": self._letter_benefit(told),
                    "customer_category_letter_until": self._letter_until(told),
                    "customer_category_letter_progress": group
                    and group.with_context(lang=lang)._explain_missing(
                        {"conditions": missing}
                    ),
                    "customer_category_letter_stay": self._letter_stay(
                        own, kept.get(customer_id)
                    ),
                }
            )

    def _find_stays_for_letter(self):
        """Return customer id -> open memberships that a message may speak of."""
        company = self.env.company
        # The ledger is for administrators; a customer may know of the own memberships.
        stays = self.env["customer.category.membership"].sudo()
        stays = stays.search_fetch(
            Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("date_end", "=", False)
            # Segments are what a shop thinks of its customers.
            & Domain("assignment", "!=", "smart")
            & Domain("category_id.active", "=", True)
            & Domain("category_id.confidential", "=", False)
            & Domain("company_id", "in", [False, *company.sudo().parent_ids.ids]),
            order="assignment, id",
        )
        return stays.grouped(lambda stay: stay.partner_id.id)

    def _find_steps_for_letter(self):
        """Return what customers are to hear of rewards groups.

        A fixed number of statements per rewards group, for any number of customers.

        :return: customer id -> the group above the own, and how the customer stands
            towards its conditions; customer id -> the same conditions of the own group
        """
        categories = self.env["customer.category"].sudo()
        groups = categories.search(
            [
                ("assignment", "=", "rewards"),
                ("confidential", "=", False),
                ("company_id", "in", [False, *self.env.company.sudo().parent_ids.ids]),
            ]
        )
        customers = self.sudo().commercial_partner_id
        held = {customer.id: customer.rewards_category_id for customer in customers}
        kept_in, kept_out = self._find_pins_for_letter(customers)
        elsewhere = customers._find_buyers_elsewhere() if groups else ()
        steps, kept = {}, {}
        # The nearest step of the ladder comes last and stays.
        for group in groups.sorted(categories._ladder_key):
            led = customers.filtered(
                lambda c, group=group: (c.id, group) not in kept_out
            )
            for customer_id, conditions in group._figures_of_many((led - kept_in).ids):
                if customer_id in elsewhere and self._tells_figures(conditions):
                    continue
                own = held.get(customer_id)
                if own == group:
                    kept[customer_id] = conditions
                elif not own or group._ladder_key(group) < group._ladder_key(own):
                    steps[customer_id] = (group, conditions)
        return steps, kept

    @api.model
    def _find_pins_for_letter(self, customers):
        """Return who is pinned into a rewards group, and pairs pinned out (R11)."""
        pins = self.env["customer.category.pin"].sudo()
        days = self.env["customer.category"]._company_days()
        today = {day.company_id: day.day for day in days}
        pins = pins.search(
            Domain("category_id.assignment", "=", "rewards")
            & pins._holds_domain(customers, today[self.env.company.id])
        )
        kept_in = pins.filtered(lambda pin: pin.mode == "in")
        return kept_in.partner_id, {
            (pin.partner_id.id, pin.category_id) for pin in pins - kept_in
        }

    def _find_buyers_elsewhere(self):
        """Return ids of customers of whom other companies know something (R15)."""
        near = self.env.company.sudo().search([("id", "child_of", self.env.company.id)])
        orders = self.env["pos.order"].sudo()
        groups = orders._read_group(
            [
                ("partner_id.commercial_partner_id", "in", self.ids),
                ("company_id", "not in", near.ids),
            ],
            ["partner_id"],
        )
        return {partner.commercial_partner_id.id for (partner,) in groups}

    @api.model
    def _tells_figures(self, conditions):
        """Tell whether money or points are missing, which would tell of purchases."""
        return any(not c["holds"] and c["metric"] != "visits" for c in conditions)
