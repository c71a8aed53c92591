"""Bulk changes know their categories, also those that were made before."""


def migrate(cr, version):
    """Fill the new relation by one statement."""
    if not version:
        return
    cr.execute(
        """
        INSERT INTO customer_category_operation_category_rel
               (operation_id, category_id)
        SELECT operation_id, category_id
          FROM customer_category_membership
         WHERE operation_id IS NOT NULL AND category_id IS NOT NULL
         UNION
        SELECT end_operation_id, category_id
          FROM customer_category_membership
         WHERE end_operation_id IS NOT NULL AND category_id IS NOT NULL
            ON CONFLICT DO NOTHING"""
    )
