-- Every row as PostgreSQL stored it: a row that is written gets another xmin.
CREATE TABLE lifecycle_rows AS
SELECT 'res_partner' AS kind, id, xmin::text AS version FROM res_partner
 UNION ALL SELECT 'pos_order', id, xmin::text FROM pos_order
 UNION ALL SELECT 'pos_order_line', id, xmin::text FROM pos_order_line
 UNION ALL SELECT 'product_template', id, xmin::text FROM product_template
 UNION ALL SELECT 'loyalty_card', id, xmin::text FROM loyalty_card;
