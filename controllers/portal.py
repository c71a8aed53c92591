from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.customer_category_signup import read_id
from .page import check_is_posted, page_head


class CustomerCategoryPortal(CustomerPortal):
    """The pages on which customers see their own categories.

    Nothing that a browser sends says whose they are: it is always who is logged in.
    """

    def _prepare_home_portal_values(self, counters):
        """Show the way to My Rewards to whom there is something to read."""
        values = super()._prepare_home_portal_values(counters)
        if "customer_category_count" in counters:
            customer = request.env.user.partner_id._as_reader_of_rewards(
                request.env.company
            )
            categories = customer._rewards_categories(request.env.company)
            values["customer_category_count"] = len(
                categories.filtered(
                    lambda c: c.assignment == "rewards" or c.signup_mode == "choice"
                )
                | (categories & customer.customer_category_ids)
            )
        return values

    @route("/my/rewards", type="http", auth="user", website=True, methods=["GET"])
    def portal_my_rewards(self, **kw):
        """Show the categories, benefits and progress of who is logged in."""
        partner = request.env.user.partner_id
        values = {
            **self._prepare_portal_layout_values(),
            **partner._rewards_page(request.env.company),
            **page_head(request.env._("My rewards")),
            "is_saved": kw.get("saved") == "messages",
            "page_name": "customer_category_rewards",
        }
        return request.render("customer_category.portal_my_rewards", values)

    @route(
        "/my/rewards/messages", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_choose_messages(self, **post):
        """Keep which messages who is logged in wants; a box not ticked is a no.

        It counts for what the form showed; another tab may have joined something since.
        """
        check_is_posted()
        sent = {
            (read_id(category_id), name)
            for name, _, category_id in (key.partition("_") for key in post)
        }
        shown = {category_id for category_id, name in sent if name == "shown"}
        partner = request.env.user.partner_id
        partner._choose_messages(request.env.company, sent, shown)
        return request.redirect("/my/rewards?saved=messages#customer_category_messages")

    @route(
        "/my/rewards/<any(join,leave):act>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_choose_category(self, act, category_id="", **post):
        """Let who is logged in join, or leave, what customers may choose."""
        check_is_posted()
        request.env.user.partner_id._choose_category(
            request.env.company, read_id(category_id), joins=act == "join"
        )
        return request.redirect("/my/rewards")
