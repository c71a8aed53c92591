from odoo.http import Controller, request, route

from .page import check_is_posted, page_head


class CustomerCategoryJoin(Controller):
    """The page behind a category's signup link or QR code.

    Opening it changes nothing, since programs open links as well. A link that is
    forged, revoked or past its last day gets one and the same answer.
    """

    @route(
        "/rewards/join/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_category(self, token, **kw):
        """Show what can be joined, to who is logged in and who is not."""
        category = self._find_category(token)
        user = request.env.user
        customer = user.partner_id.sudo().commercial_partner_id
        is_member = bool(category & customer.customer_category_ids)
        refusal = customer._refusals_to_join(category).get(category)
        title = category.name
        if not category:
            title = request.env._("This link does not work any more")
        elif not (is_member or refusal):
            title = request.env._("Join %s", category.name)
        values = {
            **page_head(title),
            "category": category,
            "benefits": category
            and category._benefits_for_customers(request.env.company),
            "token": token,
            "is_visitor": user._is_public(),
            "is_member": is_member,
            "refusal": refusal,
            "signup_enabled": user._get_signup_invitation_scope() == "b2c",
        }
        response = request.render("customer_category.signup_link_page", values)
        if not category:
            response.status_code = 404
        return response

    @route(
        "/rewards/join/<string:token>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def join_category(self, token, **post):
        """Make who is logged in a member."""
        check_is_posted()
        category = self._find_category(token)
        if not category:
            return request.redirect(f"/rewards/join/{token}")
        agrees = bool(post.get("customer_category_agrees"))
        request.env.user._join_customer_categories(category, agrees)
        customer = request.env.user.partner_id.sudo().commercial_partner_id
        is_member = category in customer.customer_category_ids
        return request.redirect(
            "/my/rewards" if is_member else f"/rewards/join/{token}"
        )

    def _find_category(self, token):
        """Return the category of a link that is valid, else none."""
        return request.env["customer.category"]._find_by_signup_token(
            token, request.env.company
        )
