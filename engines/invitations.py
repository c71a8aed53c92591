"""Who is invited to the portal, and whose access is to be asked about."""

from odoo.tools import SQL

# An open membership of a category that gives access to the app.
ACCESS = SQL(
    """
    SELECT m.partner_id, m.category_id, category.company_id
      FROM customer_category_membership m
      JOIN customer_category category ON category.id = m.category_id
     WHERE m.date_end IS NULL AND category.portal_access AND category.active"""
)


def queue_sql(uid, moment) -> SQL:
    """Return the statement that notes every member who is still to be invited.

    Of two with the same address the one that was there first gets the account.

    :param int uid: in whose name
    :param datetime moment: UTC
    """
    return SQL(
        """
        INSERT INTO customer_category_invitation (
                    partner_id, category_id, company_id, state,
                    create_uid, create_date, write_uid, write_date)
        SELECT access.partner_id, access.category_id, access.company_id, 'waiting',
               %(uid)s, %(moment)s, %(uid)s, %(moment)s
          FROM (%(access)s) access
          JOIN res_partner customer ON customer.id = access.partner_id
         WHERE customer.active
         ORDER BY access.partner_id, access.category_id
            ON CONFLICT (partner_id, category_id) DO NOTHING""",
        access=ACCESS,
        uid=uid,
        moment=moment,
    )


def retry_sql(moment) -> SQL:
    """Return the statement that queues who has an address by now.

    :param datetime moment: UTC
    """
    return SQL(
        """
        UPDATE customer_category_invitation invitation
           SET state = 'waiting', write_date = %(moment)s
          FROM res_partner customer, (%(access)s) access
         WHERE invitation.state = 'no_email'
           AND customer.id = invitation.partner_id
           AND customer.email_normalized LIKE '%%@%%'
           AND access.partner_id = invitation.partner_id
           AND access.category_id = invitation.category_id""",
        access=ACCESS,
        moment=moment,
    )


def undelivered_sql(moment) -> SQL:
    """Return the statement that notes whose invitation could not be delivered.

    :param datetime moment: UTC
    """
    return SQL(
        """
        UPDATE customer_category_invitation invitation
           SET state = 'undelivered', message = LEFT(mail.failure_reason, 200),
               write_date = %(moment)s
          FROM mail_mail mail
         WHERE mail.id = invitation.mail_id
           AND mail.state = 'exception'
           AND invitation.state = 'invited'""",
        moment=moment,
    )


def left_sql(moment) -> SQL:
    """Return the statement that marks whose access is to be asked about.

    It is whom we invited, who left the category that did it, and who is in no category
    with access any more. It returns the ``category_id`` of each category that somebody
    left.

    :param datetime moment: UTC
    """
    return SQL(
        """
        WITH gone AS (
                UPDATE customer_category_invitation invitation
                   SET leaving = 'asked', date_left = %(moment)s,
                       write_date = %(moment)s
                 WHERE invitation.state IN ('invited', 'undelivered')
                   AND invitation.leaving IS NULL
                   AND NOT EXISTS (
                        SELECT FROM (%(access)s) access
                         WHERE access.partner_id = invitation.partner_id)
                   AND NOT EXISTS (
                        SELECT
                          FROM customer_category_membership m
                         WHERE m.partner_id = invitation.partner_id
                           AND m.category_id = invitation.category_id
                           AND m.date_end IS NULL)
             RETURNING category_id)
        SELECT DISTINCT category_id
          FROM gone
         ORDER BY category_id""",
        access=ACCESS,
        moment=moment,
    )


def returned_sql(moment) -> SQL:
    """Return the statement that takes the question back from who is a member again.

    Whose access was closed on leaving is invited anew.

    :param datetime moment: UTC
    """
    return SQL(
        """
        UPDATE customer_category_invitation invitation
           SET leaving = NULL, date_left = NULL, write_date = %(moment)s,
               state = CASE invitation.state
                       WHEN 'closed' THEN 'waiting' ELSE invitation.state END
          FROM (%(access)s) access
         WHERE invitation.date_left IS NOT NULL
           AND access.partner_id = invitation.partner_id
           AND access.category_id = invitation.category_id""",
        access=ACCESS,
        moment=moment,
    )
