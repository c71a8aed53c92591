"""Matching: which customers the lines of a list mean, by one statement.

A line's keys each find contacts; contacts stand for their company. The customer whom
most keys find is meant. A name counts less than any other key, and where a line has
other keys it only chooses among the customers they find.
"""

from odoo.tools import SQL

LINE_COLUMNS = (
    "number",
    "text",
    "kind",
    "problem",
    "is_name_enough",
    "phone",
    "email",
    "barcode",
    "ref",
    "name",
)


def match_sql(import_id, user_id, read, contacts: SQL, company_id) -> SQL:
    """Return the statement that stores the lines of a list with whom they mean.

    :param int import_id: id of the import
    :param int user_id: who imports
    :param read: what was read: a list of tuples of ``LINE_COLUMNS``, and one of keys
        as tuples ``(line number, kind, value)``
    :param SQL contacts: query, in brackets, of the ids of contacts that may be found
    :param int company_id: whose barcodes count, since they differ by company
    """
    lines, keys = read
    columns = list(zip(*lines, strict=True)) or [()] * len(LINE_COLUMNS)
    return SQL(
        """
        WITH line AS MATERIALIZED (
            SELECT *
              FROM UNNEST(
                   %(number)s::int[], %(text)s::text[], %(kind)s::text[],
                   %(problem)s::text[], %(enough)s::bool[], %(phone)s::text[],
                   %(email)s::text[], %(barcode)s::text[], %(ref)s::text[],
                   %(name)s::text[])
                   AS line (number, text, kind, problem, is_name_enough, phone,
                            email, barcode, ref, name)),
             hit AS (%(hits)s),
             score AS (
            SELECT number, customer_id,
                   COUNT(DISTINCT kind) FILTER (WHERE kind != 'name') AS strong,
                   COUNT(DISTINCT kind) FILTER (WHERE kind = 'name') AS weak,
                   ARRAY_AGG(DISTINCT kind) AS kinds,
                   BOOL_OR(kind IN ('phone', 'email')) AS is_shared
              FROM hit
             GROUP BY number, customer_id),
             place AS (
            SELECT score.*,
                   RANK() OVER (PARTITION BY number ORDER BY strong DESC, weak DESC)
                   AS place,
                   COUNT(*) FILTER (WHERE is_shared) OVER (PARTITION BY number)
                   AS shared_count
              FROM score
              JOIN line USING (number)
             WHERE strong > 0 OR line.is_name_enough),
             found AS (
            SELECT number, COUNT(*) AS count, MIN(customer_id) AS customer_id,
                   MIN(kinds) AS kinds, MAX(shared_count) > 1 AS is_duplicate,
                   (ARRAY_AGG(customer_id ORDER BY customer_id))[:4] AS customer_ids
              FROM place
             WHERE place = 1
             GROUP BY number)
        INSERT INTO customer_category_import_line
               (create_uid, write_uid, create_date, write_date, import_id, number,
                text, problem, phone, email, barcode, ref, name, kind, status,
                partner_id, candidates, is_duplicate)
        SELECT %(user)s, %(user)s, %(now)s, %(now)s, %(import)s, number, text, problem,
               phone, email, barcode, ref, line.name,
               CASE WHEN found.count = 1 AND line.kind != ALL (found.kinds)
                    THEN found.kinds[1] ELSE line.kind END,
               CASE WHEN problem IS NOT NULL THEN 'invalid'
                    WHEN found.count IS NULL THEN 'unknown'
                    WHEN found.count = 1 THEN 'matched' ELSE 'ambiguous' END,
               CASE WHEN found.count = 1 THEN found.customer_id END,
               named.candidates, COALESCE(found.is_duplicate, FALSE)
          FROM line
          LEFT JOIN found USING (number)
          LEFT JOIN LATERAL (
                SELECT STRING_AGG(COALESCE(p.complete_name, p.name), ', '
                                  ORDER BY p.id)
                       || CASE WHEN found.count > 4 THEN ', …' ELSE '' END
                       AS candidates
                  FROM res_partner p
                 WHERE found.count > 1 AND p.id = ANY (found.customer_ids)) named
            ON TRUE
         ORDER BY number""",
        **dict(
            zip(
                ("number", "text", "kind", "problem", "enough"),
                map(list, columns[:5]),
                strict=True,
            )
        ),
        **dict(zip(LINE_COLUMNS[5:], map(list, columns[5:]), strict=True)),
        user=user_id,
        now=SQL("NOW() AT TIME ZONE 'UTC'"),
        hits=_hits_sql(keys, contacts, company_id),
        **{"import": import_id},
    )


def _hits_sql(keys, contacts, company_id) -> SQL:
    """Return the customers that keys find: ``number, kind, customer_id``."""
    conditions = {
        "phone": SQL("contact.phone_sanitized = key.value"),
        "email": SQL("contact.email_normalized = key.value"),
        "barcode": SQL("contact.barcode->>%s = key.value", str(company_id)),
        "ref": SQL("LOWER(contact.ref) = LOWER(key.value)"),
        "name": SQL("LOWER(BTRIM(contact.name)) = LOWER(key.value)"),
    }
    return SQL(" UNION ALL ").join(
        _hit_sql(kind, condition, [key for key in keys if key[1] == kind], contacts)
        for kind, condition in conditions.items()
    )


def _hit_sql(kind, condition, keys, contacts) -> SQL:
    """Return the customers that keys of one kind find.

    Each kind has arrays of its own, so that the planner knows how many there are.
    """
    return SQL(
        """
        SELECT key.number, %s AS kind, customer.id AS customer_id
          FROM UNNEST(%s::int[], %s::text[]) AS key (number, value)
          JOIN res_partner contact ON %s
          JOIN res_partner customer
            ON customer.id = contact.commercial_partner_id AND customer.active
         WHERE contact.id IN %s""",
        kind,
        [number for number, _kind, _value in keys],
        [value for _number, _kind, value in keys],
        condition,
        contacts,
    )


def found_customers_sql(import_id) -> SQL:
    """Return the query of the customers whom an import's lines mean."""
    return SQL(
        """
        SELECT partner_id
          FROM customer_category_import_line
         WHERE import_id = %s AND partner_id IS NOT NULL AND status = 'matched'""",
        import_id,
    )


def point_lines_sql(import_id, pairs) -> SQL:
    """Return the statement that points lines to customers made from them.

    :param int import_id: id of the import
    :param pairs: tuples ``(line id, partner id)``
    """
    line_ids, partner_ids = zip(*pairs, strict=True)
    return SQL(
        """
        UPDATE customer_category_import_line line
           SET partner_id = made.partner_id, status = 'matched', is_created = TRUE
          FROM UNNEST(%s::int[], %s::int[]) AS made (line_id, partner_id)
         WHERE line.id = made.line_id AND line.import_id = %s""",
        list(line_ids),
        list(partner_ids),
        import_id,
    )
