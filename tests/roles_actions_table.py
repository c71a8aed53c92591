"""The table of who may open and call what besides the buttons of records.

``y`` may, ``-`` may not, by the roles of ``roles_table``.
"""

from .roles_table import rows_of

# Window actions, and server actions with what they run on. Odoo lets those run jobs
# by name who may change the model that a job is of. Who finds an action in no
# menu may still open it by its address, so the rights of its model count as well.
ACTIONS = rows_of(
    """
calendar_event_type_action                     -  -  y  y  y  y  y
customer_category_action                       -  -  y  y  y  y  y
customer_category_action_delete                -  -  -  -  -  y  y
customer_category_action_email                 -  -  -  -  -  -  -
customer_category_action_sms                   -  -  -  -  -  -  -
customer_category_assign_action_add            -  -  -  y  -  y  y
customer_category_assign_action_remove         -  -  -  y  -  y  y
customer_category_assign_action_replace        -  -  -  y  -  y  y
customer_category_copy_action                  -  -  -  -  -  -  -
customer_category_dashboard_action             -  -  -  -  -  y  y
customer_category_follow_up_action             -  -  -  y  -  y  y
customer_category_from_tags_action             -  -  -  -  -  y  y
customer_category_import_action                -  -  -  y  -  y  y
customer_category_import_line_action           -  -  -  y  -  y  y
customer_category_invitation_action_decide     -  -  -  -  -  y  y
customer_category_invitation_action            -  -  -  -  -  y  y
customer_category_member_date_action           -  -  -  -  -  y  y
customer_category_member_report_action         -  -  -  -  -  y  y
customer_category_member_report_action_stays   -  -  -  -  -  y  y
customer_category_member_report_action_unused  -  -  -  -  -  y  y
customer_category_membership_action            -  -  -  -  -  y  y
customer_category_operation_action             -  -  -  y  -  y  y
customer_category_optout_action                -  -  -  y  -  y  y
customer_category_overlap_report_action        -  -  -  -  -  y  y
customer_category_pin_action                   -  -  -  -  -  y  y
customer_category_price_check_action           -  -  y  y  y  y  y
customer_category_price_conflict_action        -  -  -  -  -  y  y
customer_category_price_conflict_action_find   -  -  -  -  -  y  y
customer_category_sale_report_action           -  -  -  -  -  y  y
customer_category_sale_report_action_customers -  -  -  -  -  y  y
customer_category_sale_report_action_margin    -  -  -  -  -  y  y
customer_category_why_action                   -  -  y  y  y  y  y
ir_cron_check_category_prices_ir_actions_server -  -  -  -  y  y  -
ir_cron_invite_ir_actions_server               -  -  -  -  -  y  y
ir_cron_recompute_ir_actions_server            -  -  -  -  -  y  y
ir_cron_send_notes_ir_actions_server           -  -  -  -  -  y  y
mailing_mailing_action_customer_category       -  -  -  -  -  -  -
product_pricelist_item_action                  -  -  y  y  y  y  y
"""
)

# Buttons of dialogs, each pressed in a dialog of the role's own, and of reports.
DIALOGS = rows_of(
    """
customer.category.assign.action_apply                   -  -  -  y  -  y  y
customer.category.copy.action_copy                      -  -  -  -  -  y  y
customer.category.follow.up.action_schedule             -  -  -  y  -  y  y
customer.category.from.tags.action_apply                -  -  -  -  -  y  y
customer.category.import.action_apply                   -  -  -  y  -  y  y
customer.category.import.action_back                    -  -  -  y  -  y  y
customer.category.import.action_columns                 -  -  -  y  -  y  y
customer.category.import.action_download_csv            -  -  -  y  -  y  y
customer.category.import.action_download_xlsx           -  -  -  y  -  y  y
customer.category.import.action_match                   -  -  -  y  -  y  y
customer.category.import.action_read                    -  -  -  y  -  y  y
customer.category.import.line.action_merge_duplicates   -  -  -  y  -  y  y
customer.category.member.date.action_show               -  -  -  -  -  y  y
customer.category.member.report.action_view_customer    -  -  -  -  -  y  y
customer.category.member.report.action_view_customers   -  -  -  -  -  y  y
customer.category.overlap.report.action_view_customer   -  -  -  -  -  y  y
customer.category.preview.action_apply                  -  -  -  -  -  y  y
customer.category.preview.action_backtest               -  -  -  -  -  y  y
customer.category.preview.action_download_backtest      -  -  -  -  -  y  y
customer.category.preview.action_view_backtest          -  -  -  -  -  y  y
customer.category.price.conflict.action_view_conflicts  -  -  -  -  -  y  y
customer.category.price.conflict.action_view_customers  -  -  -  -  -  y  y
customer.category.pricing.action_apply                  -  -  -  -  -  y  y
customer.category.sale.report.action_view_customer      -  -  -  -  -  y  y
customer.category.sale.report.action_view_order         -  -  -  -  -  y  y
customer.category.sale.report.action_view_orders        -  -  -  -  -  y  y
customer.category.why.action_change_pin                 -  -  -  -  -  y  y
customer.category.why.action_pin_in                     -  -  -  -  -  y  y
customer.category.why.action_pin_out                    -  -  -  -  -  y  y
"""
)

# What tills call, besides what they call of stock.
TILL = rows_of(
    """
pos.order.get_customer_category_news        -  -  -  -  y  y  -
pos.session.refresh_customer_categories     -  -  -  -  y  y  -
res.partner.change_customer_category        -  -  -  -  y  y  -
res.partner.get_customer_category_card      -  -  -  -  y  y  -
res.partner.get_customer_category_progress  -  -  -  -  y  y  -
res.partner.get_new_members                 -  -  -  -  y  y  -
"""
)

# What the dashboard asks the server for. What only opens a window tells nothing.
DASHBOARD = rows_of(
    """
customer.category.dashboard.action_view_figure  y  y  y  y  y  y  y
customer.category.dashboard.action_view_move    y  y  y  y  y  y  y
customer.category.dashboard.action_view_mover   y  y  y  y  y  y  y
customer.category.dashboard.retrieve_dashboard  -  -  -  -  -  y  y
"""
)
