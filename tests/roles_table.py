"""The table of who may do what; the words of a row stand below the roles.

``r`` reads, ``w`` writes, ``c`` creates, ``u`` deletes, ``y`` may, ``-`` may not.
"""

ADMINISTRATOR = "customer_category.customer_category_group_administrator"

# Role -> its groups. Nobody logs in as the public.
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "internal": "base.group_user",
    "contacts": "base.group_user,base.group_partner_manager",
    "pos_user": "base.group_user,point_of_sale.group_pos_user",
    "pos_manager": "base.group_user,point_of_sale.group_pos_manager",
    "administrator": f"base.group_user,{ADMINISTRATOR}",
}


def rows_of(text):
    """Return name -> cells of a table as it is written below."""
    rows = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return dict(rows)


#                                  public portal internal contacts pos_user pos_m  admin
MODELS = rows_of(
    """
customer.category                  -      -      r        r        r        rwcu   rwcu
customer.category.criterion        -      -      r        r        r        rwcu   rwcu
customer.category.holdout          -      -      -        -        -        r      r
customer.category.membership       -      -      -        -        -        r      r
customer.category.member.report    -      -      -        -        -        r      r
customer.category.note             -      -      -        -        -        r      r
customer.category.operation        -      -      -        r        -        rw     rw
customer.category.optout           -      -      -        rcu      -        rcu    rcu
customer.category.invitation       -      -      -        -        -        r      r
customer.category.overlap.report   -      -      -        -        -        r      r
customer.category.pending          -      -      -        -        -        r      r
customer.category.pin              -      -      -        -        -        rwcu   rwcu
customer.category.sale.report      -      -      -        -        -        r      r
customer.category.assign           -      -      -        rwcu     -        rwcu   rwcu
customer.category.copy             -      -      -        -        -        rwcu   rwcu
customer.category.follow.up        -      -      -        rwcu     -        rwcu   rwcu
customer.category.from.tags        -      -      -        -        -        rwcu   rwcu
customer.category.from.tags.line   -      -      -        -        -        rwcu   rwcu
customer.category.import           -      -      -        rwcu     -        rwcu   rwcu
customer.category.import.column    -      -      -        rwcu     -        rwcu   rwcu
customer.category.import.line      -      -      -        rwcu     -        rwcu   rwcu
customer.category.member.date      -      -      -        -        -        rwcu   rwcu
customer.category.preview          -      -      -        -        -        rwcu   rwcu
customer.category.preview.line     -      -      -        -        -        rwcu   rwcu
customer.category.preview.week     -      -      -        -        -        rwcu   rwcu
customer.category.price.check      -      -      rwcu     rwcu     rwcu     rwcu   rwcu
customer.category.price.conflict   -      -      -        -        -        rwcu   rwcu
customer.category.pricing          -      -      -        -        -        rwcu   rwcu
customer.category.why              -      -      rwcu     rwcu     rwcu     rwcu   rwcu
"""
)

FIELDS = rows_of(
    """
calendar.event.customer_category_reason            -  -  -  -  -  y  y
customer.category.invitation_ids                   -  -  -  -  -  y  y
customer.category.invited_count                    -  -  -  -  -  y  y
customer.category.mailing_count                    -  -  -  -  -  -  -
customer.category.signup_hint                      -  -  -  -  -  y  y
customer.category.signup_key                       -  -  -  -  -  y  y
customer.category.signup_qr_code                   -  -  -  -  -  y  y
customer.category.signup_until                     -  -  -  -  -  y  y
customer.category.signup_url                       -  -  -  -  -  y  y
customer.category.membership_ids                   -  -  -  -  -  y  y
customer.category.revenue_month                    -  -  -  -  -  y  y
customer.category.revenue_quarter                  -  -  -  -  -  y  y
customer.category.revenue_trend                    -  -  -  -  -  y  y
customer.category.pricing.config_ids               -  -  -  -  y  y  -
customer.category.why.can_pin                      -  -  -  -  -  y  y
customer.category.why.pin_id                       -  -  -  -  -  y  y
report.pos.order.customer_category_ids             -  -  -  -  -  y  y
res.partner.customer_category_membership_ids       -  -  -  -  -  y  y
res.partner.customer_category_choice_ids           -  -  -  y  -  y  y
res.partner.customer_category_optout_ids           -  -  -  y  -  y  y
res.partner.mailing_trace_ids                      -  -  -  -  -  -  -
res.partner.customer_category_proof_ids            -  -  -  y  -  y  y
"""
)

MENUS = rows_of(
    """
customer_category_root_menu            -  -  y  y  y  y  y
customer_category_menu                 -  -  y  y  y  y  y
product_pricelist_item_menu            -  -  -  -  -  -  -
customer_category_price_conflict_menu  -  -  -  -  -  y  y
customer_category_optout_menu          -  -  -  y  -  y  y
customer_category_import_menu          -  -  -  y  -  y  y
customer_category_from_tags_menu       -  -  -  -  -  y  y
customer_category_pin_menu             -  -  -  -  -  y  y
calendar_event_type_menu               -  -  -  -  -  y  y
customer_category_invitation_menu      -  -  -  -  -  y  y
customer_category_operation_menu       -  -  -  -  -  y  y
customer_category_membership_menu      -  -  -  -  -  y  y
customer_category_dashboard_menu       -  -  -  -  -  y  y
customer_category_dashboard_pos_menu   -  -  -  -  -  y  -
customer_category_member_report_menu   -  -  -  -  -  y  y
customer_category_member_report_pos_menu -  -  -  -  -  y  -
customer_category_overlap_report_menu  -  -  -  -  -  y  y
customer_category_report_menu          -  -  -  -  -  y  y
customer_category_sale_report_margin_menu -  -  -  -  -  y  y
customer_category_member_report_stays_menu -  -  -  -  -  y  y
customer_category_member_report_unused_menu -  -  -  -  -  y  y
customer_category_sale_report_menu     -  -  -  -  -  y  y
customer_category_sale_report_pos_menu -  -  -  -  -  y  -
"""
)

# Public methods of records, which anybody who is logged in can call by name. What only
# opens a window tells nothing: the window's own model has its rights.
METHODS = rows_of(
    """
customer.category.action_add_members          -  -  y  y  y  y  y
customer.category.action_add_to_pricelist     y  y  y  y  y  y  y
customer.category.action_apply_to_everything  y  y  y  y  y  y  y
customer.category.action_assign_now           -  -  -  -  -  y  y
customer.category.action_check_price          y  y  y  y  y  y  y
customer.category.action_create_signup_link   -  -  -  -  -  y  y
customer.category.action_replay               -  -  -  -  -  y  y
customer.category.action_revoke_signup_link   -  -  -  -  -  y  y
customer.category.action_delete_with_prices   -  -  -  -  -  y  y
customer.category.action_preview_saved        -  -  -  -  -  y  y
customer.category.action_send_email           -  -  y  y  y  y  y
customer.category.action_send_sms             -  -  y  y  y  y  y
customer.category.action_view_history         y  y  y  y  y  y  y
customer.category.action_view_invitations     y  y  y  y  y  y  y
customer.category.action_view_mailings        -  -  y  y  y  y  y
customer.category.action_view_members         -  -  y  y  y  y  y
customer.category.action_view_orders          -  -  y  y  y  y  y
customer.category.action_view_price_rules     -  -  y  y  y  y  y
customer.category.invitation.action_close_access -  -  -  -  -  y  y
customer.category.invitation.action_keep_access -  -  -  -  -  y  y
customer.category.invitation.action_try_again -  -  -  -  -  y  y
customer.category.operation.action_undo       -  -  -  -  -  y  y
res.partner.action_follow_up_as_members       y  y  y  y  y  y  y
res.partner.action_email_as_members           -  -  y  y  y  y  y
res.partner.action_sms_as_members             -  -  y  y  y  y  y
res.partner.action_leave_customer_category    -  -  -  y  -  y  y
"""
)

# Whom the pages of the addon answer. What a page shows is only ever the customer's own;
# the tests of the page see to that.
ROUTES = rows_of(
    """
GET:/rewards/join/<string:token>       y  y  y  y  y  y  y
POST:/rewards/join/<string:token>      -  y  y  y  y  y  y
GET:/my/rewards                        -  y  y  y  y  y  y
POST:/my/rewards/<any(join,leave):act> -  y  y  y  y  y  y
POST:/my/rewards/messages              -  y  y  y  y  y  y
POST:/mailing/confirm_unsubscribe      y  y  y  y  y  y  y
ANY:/mailing/<int:mailing_id>/confirm_unsubscribe y  y  y  y  y  y  y
ANY:/sms/<int:mailing_id>/<string:trace_code> y  y  y  y  y  y  y
"""
)
