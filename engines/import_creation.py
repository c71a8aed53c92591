"""Creation: many customers at once, alike but for how they are called and reached."""

from odoo.tools import SQL

# What each has for itself, and how the database knows it of one without a company.
OWN = {
    "id": SQL("own.id"),
    "commercial_partner_id": SQL("own.id"),
    "name": SQL("own.name"),
    "complete_name": SQL("own.name"),
    "phone": SQL("own.phone"),
    "phone_sanitized": SQL("own.phone"),
    "email": SQL("own.email"),
    "email_normalized": SQL("own.email"),
    "ref": SQL("own.ref"),
}


def new_ids_sql(count) -> SQL:
    """Return the query of ids for new contacts.

    :param int count: how many
    """
    return SQL(
        "SELECT NEXTVAL('res_partner_id_seq') FROM GENERATE_SERIES(1, %s)", count
    )


def copy_customers_sql(pattern_id, columns, rows) -> SQL:
    """Return the statement that creates contacts like another.

    :param int pattern_id: a contact without company, as Odoo creates one
    :param columns: names of all columns of the table
    :param rows: tuples of ``id``, ``name``, ``phone``, ``email`` and ``ref``, phone
        numbers and e-mail addresses in the form in which they are compared
    """
    ids, *texts = zip(*rows, strict=True)
    return SQL(
        """
        INSERT INTO res_partner (%(columns)s)
        SELECT %(values)s
          FROM res_partner pattern,
               UNNEST(%(ids)s::int[], %(texts)s) own (id, name, phone, email, ref)
         WHERE pattern.id = %(pattern)s""",
        columns=SQL(", ").join(map(SQL.identifier, columns)),
        values=SQL(", ").join(
            OWN.get(column, SQL.identifier("pattern", column)) for column in columns
        ),
        ids=list(ids),
        texts=SQL(", ").join(SQL("%s::text[]", list(text)) for text in texts),
        pattern=pattern_id,
    )
