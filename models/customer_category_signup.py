import base64
import io
import secrets

import qrcode

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import consteq
from odoo.tools.misc import hmac

ADMINISTRATORS = "customer_category.customer_category_group_administrator"
SCOPE = "customer_category.signup"
# Bounds what is looked at of a token that anybody can send.
LONGEST_TOKEN = 100


def read_id(text):
    """Return the id that somebody sent, 0 for whatever cannot be one.

    :param text: as it came, maybe a file
    """
    is_number = isinstance(text, str) and text.isascii() and text.isdecimal()
    # Only as long as an id of PostgreSQL can be.
    return int(text) if is_number and len(text) < 10 else 0


class CustomerCategorySignup(models.AbstractModel):
    """Which categories customers can join by themselves, and how.

    Whatever a browser sends is looked for among these; nothing else can be had.
    """

    _name = "customer.category.signup"
    _description = "Signup for Customer Categories"

    signup_mode = fields.Selection(
        [
            ("no", "No"),
            ("choice", "Customers may choose it"),
            ("automatic", "Every new account gets it"),
        ],
        string="At Signup",
        default="no",
        required=True,
        tracking=True,
        help="Whether customers who create an account on the portal can choose this "
        "category, or get it by themselves.",
    )
    signup_key = fields.Char(copy=False, readonly=True, groups=ADMINISTRATORS)
    signup_until = fields.Date(
        string="Link Works Until",
        copy=False,
        groups=ADMINISTRATORS,
        help="The last day of the signup link; empty is until you revoke it.",
    )
    signup_url = fields.Char(
        string="Signup Link",
        compute="_compute_signup_url",
        groups=ADMINISTRATORS,
        help="Whoever opens it can join this category, and create an account first.",
    )
    signup_qr_code = fields.Binary(
        string="QR Code", compute="_compute_signup_url", groups=ADMINISTRATORS
    )

    signup_hint = fields.Char(compute="_compute_signup_hint", groups=ADMINISTRATORS)

    @api.depends("company_id")
    def _compute_signup_hint(self):
        """Say for whom the link does not work: without websites there is one company.

        A website opens links as its own company.
        """
        visitors = self.env.ref("base.public_user").sudo().company_id
        for category in self:
            company = category.company_id - visitors.parent_ids
            is_told = bool(company) and "website" not in self.env
            category.signup_hint = is_told and self.env._(
                "Who is not logged in visits %(visited)s here, so the link works for "
                "customers with an account of %(company)s alone.",
                visited=visitors.name,
                company=company.name,
            )

    @api.depends("signup_key")
    def _compute_signup_url(self):
        for category in self:
            token = category._signup_token()
            url = token and f"{category.get_base_url()}/rewards/join/{token}"
            category.signup_url = url
            category.signup_qr_code = url and self._draw_qr_code(url)

    @api.model
    def _draw_qr_code(self, text):
        """Return a QR code as a picture for a binary field.

        Odoo's own route of barcodes needs a graphics library that not every server has.
        """
        picture = io.BytesIO()
        qrcode.make(text).save(picture, format="PNG")
        return base64.b64encode(picture.getvalue())

    @api.constrains("signup_mode", "assignment", "confidential", "signup_key")
    def _check_signup(self):
        for category in self.sudo():
            is_open = category.signup_mode != "no" or category.signup_key
            if is_open and category.assignment != "manual":
                raise ValidationError(
                    self.env._(
                        "“%s” follows its rules, so nobody can join it at signup. "
                        "Choose No there and revoke its link, or assign it by hand.",
                        category.name,
                    )
                )
            if category.confidential and (
                category.signup_mode == "choice" or category.signup_key
            ):
                raise ValidationError(
                    self.env._(
                        "“%s” is confidential, so customers cannot be offered to join "
                        "it. Make it public, or choose another way at signup and "
                        "revoke its link.",
                        category.name,
                    )
                )

    def action_create_signup_link(self):
        """Make a signup link and its QR code; an older one stops to work."""
        self.check_access("write")
        for category in self:
            category.signup_key = secrets.token_urlsafe(16)

    def action_revoke_signup_link(self):
        """Stop the signup link and every printed QR code of it, for good."""
        self.check_access("write")
        self.signup_key = False

    def _signup_token(self):
        """Return the token of the category's link, False where it has none."""
        self.ensure_one()
        category = self.sudo()
        if not (category.id and category.signup_key):
            return False
        signature = hmac(category.env, SCOPE, (category.id, category.signup_key))
        return f"{category.id}-{signature}"

    @api.model
    def _find_by_signup_token(self, token, company):
        """Return the category of a link, empty for one that is not valid (any more).

        :param str token: as somebody sent it
        :param company: the ``res.company`` whose page it is
        """
        token = token if isinstance(token, str) else ""
        # What is no ASCII cannot be compared in constant time.
        if not token.isascii():
            return self.sudo().browse()
        number = read_id(token[:LONGEST_TOKEN].partition("-")[0])
        category = self.sudo().search(
            Domain("id", "=", number) & self._joinable_domain(company)
        )
        expected = category and category._signup_token()
        if not (expected and consteq(expected, token) and category._is_link_current()):
            return category.browse()
        return category

    def _is_link_current(self):
        """Tell whether the last day of the link has not passed (local date)."""
        until = self.signup_until
        today = self._company_local_date(fields.Datetime.now())
        return not until or until >= today

    @api.model
    def _joinable_domain(self, company):
        """Return what customers of a company can join at all.

        :param company: the ``res.company``
        """
        return (
            Domain("assignment", "=", "manual")
            & Domain("active", "=", True)
            & Domain("company_id", "in", [False, *company.parent_ids.ids])
        )

    @api.model
    def _offered_at_signup(self, company):
        """Return the categories that customers of a company may choose.

        :param company: the ``res.company``
        """
        # Who signs up has no rights yet; what is told is chosen here.
        return self.sudo().search(
            self._joinable_domain(company)
            & Domain("confidential", "=", False)
            & Domain("signup_mode", "=", "choice")
        )

    @api.model
    def _given_at_signup(self, company):
        """Return the categories that every new account of a company gets.

        :param company: the ``res.company``
        """
        return self.sudo().search(
            self._joinable_domain(company) & Domain("signup_mode", "=", "automatic")
        )

    @api.model
    def _given_openly_at_signup(self, company):
        """Return what every new account gets and may know of; as above."""
        given = self._given_at_signup(company)
        return given.filtered(lambda category: not category.confidential)
