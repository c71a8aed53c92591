"""Odoo's digest tells of members, as it does after an installation.

The data file says so too, but it is not read again for a record that is there.
"""


def migrate(cr, version):
    """Switch on the figures that nobody switched off."""
    if not version:
        return
    cr.execute(
        """
        UPDATE digest_digest
           SET kpi_customer_category_member
                   = COALESCE(kpi_customer_category_member, TRUE),
               kpi_customer_category_reward
                   = COALESCE(kpi_customer_category_reward, TRUE),
               kpi_customer_category_discount
                   = COALESCE(kpi_customer_category_discount, TRUE)
         WHERE id = (
                SELECT res_id
                  FROM ir_model_data
                 WHERE module = 'digest' AND name = 'digest_digest_default')"""
    )
