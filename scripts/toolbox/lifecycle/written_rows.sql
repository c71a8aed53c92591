-- Nothing where the installation wrote none of the rows that were there. Odoo writes the
-- contact of a user who gets a group.
SELECT COUNT(*) || ' rows of ' || kind
  FROM lifecycle_rows
  JOIN (SELECT 'res_partner' AS kind, id, xmin::text AS version FROM res_partner
         UNION ALL SELECT 'pos_order', id, xmin::text FROM pos_order
         UNION ALL SELECT 'pos_order_line', id, xmin::text FROM pos_order_line
         UNION ALL SELECT 'product_template', id, xmin::text FROM product_template
         UNION ALL SELECT 'loyalty_card', id, xmin::text FROM loyalty_card) now
 USING (kind, id)
 WHERE now.version <> lifecycle_rows.version
   AND NOT (kind = 'res_partner' AND id IN (SELECT partner_id FROM res_users))
 GROUP BY kind;
