-- What stands in tables of Odoo that list what modules bring, a line each.
SELECT 'parameter ' || key FROM ir_config_parameter WHERE key NOT LIKE 'database.%'
 UNION ALL SELECT 'cron ' || cron_name FROM ir_cron
 UNION ALL SELECT 'group ' || id FROM res_groups
 UNION ALL SELECT 'privilege ' || id FROM res_groups_privilege
 UNION ALL SELECT 'menu ' || id FROM ir_ui_menu
 UNION ALL SELECT 'view ' || id FROM ir_ui_view
 UNION ALL SELECT 'action ' || id FROM ir_actions
 UNION ALL SELECT 'rule ' || id FROM ir_rule
 UNION ALL SELECT 'access ' || id FROM ir_model_access
 UNION ALL SELECT 'model ' || model FROM ir_model
 UNION ALL SELECT 'field ' || model || '.' || name FROM ir_model_fields
 UNION ALL SELECT 'subtype ' || id FROM mail_message_subtype
 UNION ALL SELECT 'asset ' || id FROM ir_asset
 UNION ALL SELECT 'default ' || id FROM ir_default;
