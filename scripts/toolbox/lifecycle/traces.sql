-- Rows that still speak of the addon or its models, a line each.
SELECT 'id of a record, ' || name FROM ir_model_data WHERE module = 'customer_category'
 UNION ALL SELECT 'attachment ' || name FROM ir_attachment WHERE res_model LIKE 'customer.category%'
 UNION ALL SELECT 'message ' || id FROM mail_message WHERE model LIKE 'customer.category%'
 UNION ALL SELECT 'activity ' || id FROM mail_activity WHERE res_model LIKE 'customer.category%'
 UNION ALL SELECT 'follower ' || id FROM mail_followers WHERE res_model LIKE 'customer.category%'
 UNION ALL SELECT 'filter ' || name FROM ir_filters WHERE model_id LIKE 'customer.category%'
 UNION ALL SELECT 'export ' || name FROM ir_exports WHERE resource LIKE 'customer.category%'
 UNION ALL SELECT 'price for everybody, of item ' || id
  FROM product_pricelist_item WHERE fixed_price = 66;
