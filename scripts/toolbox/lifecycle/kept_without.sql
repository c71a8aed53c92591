-- What an owner keeps who takes the addon away, a line each.
SELECT 'contacts ' || COUNT(*) || ' ' || MD5(STRING_AGG(name || COALESCE(phone, ''), ',' ORDER BY id))
  FROM res_partner
 UNION ALL
SELECT 'orders ' || COUNT(*) || ' ' || SUM(amount_total) || ' ' || MD5(STRING_AGG(state || partner_id, ',' ORDER BY id))
  FROM pos_order
 UNION ALL
SELECT 'lines ' || COUNT(*) || ' ' || SUM(price_unit * qty) FROM pos_order_line
 UNION ALL
SELECT 'rule for everybody ' || id || ' ' || fixed_price
  FROM product_pricelist_item WHERE fixed_price IS DISTINCT FROM 66
 UNION ALL
SELECT 'product ' || id || ' ' || COALESCE(list_price::text, '') FROM product_template
 UNION ALL
SELECT 'program ' || id FROM loyalty_program
 UNION ALL
SELECT 'payment method ' || id FROM pos_payment_method;
