-- What people did with the addon and have a right to find again, a line each.
SELECT 'category ' || id || ' ' || (name->>'en_US') || ' ' || price_percent::float
  FROM customer_category
 WHERE id NOT IN (SELECT res_id FROM ir_model_data WHERE model = 'customer.category')
 UNION ALL
SELECT 'membership ' || id || ' ' || partner_id || ' ' || category_id || ' ' || date_start || ' ' || COALESCE(date_end::text, 'open')
  FROM customer_category_membership
 UNION ALL
SELECT 'badge ' || partner_id || ' ' || category_id FROM res_partner_customer_category_rel
 UNION ALL
SELECT 'price rule ' || id || ' ' || customer_category_id || ' ' || fixed_price
  FROM product_pricelist_item WHERE customer_category_id IS NOT NULL
 UNION ALL
SELECT 'orders ' || COUNT(*) || ' ' || SUM(amount_total) FROM pos_order
 UNION ALL
SELECT 'refunded ' || id FROM pos_order WHERE customer_category_refunded;
