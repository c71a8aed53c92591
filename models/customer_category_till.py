from odoo import api, fields, models
from odoo.fields import Domain

# All that a till learns of a confidential category: enough to price, nothing to show.
PRICING_ONLY = {"id", "active", "sequence", "confidential"}


class CustomerCategoryTill(models.AbstractModel):
    """What tills know of a category, and what a cashier sees of it."""

    _name = "customer.category.till"
    _inherit = ["pos.load.mixin"]
    _description = "Customer Categories at the Till"

    show_at_till = fields.Boolean(
        string="Show at the Till",
        default=True,
        tracking=True,
        help="Cashiers see the badge of this category on its members and can look for "
        "them by it, and receipts name it.",
    )
    confidential = fields.Boolean(
        tracking=True,
        help="Only administrators of customer categories see it, and who is in it. "
        "Tills give members their prices, but never learn what it is called, and show "
        "neither badge nor note.",
    )
    till_note = fields.Text(
        string="Note for the Cashier",
        translate=True,
        tracking=True,
        help="The cashier reads it when a member is chosen at the till, such as: "
        "no charge for repairs.",
    )
    till_note_confirm = fields.Boolean(
        string="Must Be Confirmed",
        tracking=True,
        help="The note comes as a dialog that the cashier has to confirm, instead of "
        "a message that goes away by itself.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Tell the tills."""
        categories = super().create(vals_list)
        categories._tell_tills_of_setup(categories)
        return categories

    def write(self, vals):
        """Tell the tills of before and after."""
        if not {"company_id", *self._load_pos_data_fields(None)} & vals.keys():
            return super().write(vals)
        self._tell_tills_of_setup(self)
        result = super().write(vals)
        self._tell_tills_of_setup(self)
        return result

    def unlink(self):
        """Tell the tills."""
        self._tell_tills_of_setup(self)
        return super().unlink()

    @api.model
    def _load_pos_data_domain(self, data, config):
        return Domain("company_id", "in", [False, *config.company_id.parent_ids.ids])

    @api.model
    def _load_pos_data_fields(self, config):
        return [
            "name",
            "active",
            "color",
            "sequence",
            "assignment",
            "price_percent",
            "show_at_till",
            "invoice_by_default",
            "confidential",
            "till_note",
            "till_note_confirm",
        ]

    @api.model
    def _load_pos_data_search_read(self, data, config):
        """Load also what cashiers may not see, to price by it."""
        own = super(CustomerCategoryTill, self.sudo())
        return own._load_pos_data_search_read(data, config)

    @api.model
    def _secret_ids_for_till(self, config):
        """Return the ids of categories that a till prices by and its cashier not sees.

        :param config: the till as a ``pos.config``, or its id
        :rtype: set[int]
        """
        hidden = self._hidden_ids()
        if not (hidden and config):
            return set()
        config = self.env["pos.config"].browse(int(config))
        known = self._load_pos_data_domain({}, config)
        categories = self.sudo().with_context(active_test=False)
        return {*categories._search(Domain("id", "in", hidden) & known)}

    @api.model
    def _load_pos_data_read(self, records, config):
        """Blank what is confidential.

        Such a category is sent all the same: without it the till would not know that
        its members have a price of their own.

        :return: list of dict, one for each category
        """
        return [
            self._without_secrets(values) if values["confidential"] else values
            for values in super()._load_pos_data_read(records, config)
        ]

    @api.model
    def _without_secrets(self, values):
        """Return what a till may know of a confidential category.

        :param dict values: as read for a till
        """
        known = {
            fname: value if fname in PRICING_ONLY else False
            for fname, value in values.items()
        }
        return {**known, "name": ""}

    @api.model
    def _visible_at_till(self, config):
        """Return the categories that a till's cashiers may see.

        :param config: the till as a ``pos.config``
        """
        return self.search(
            Domain(self._load_pos_data_domain({}, config))
            & Domain("show_at_till", "=", True)
            & Domain("confidential", "=", False)
        )
