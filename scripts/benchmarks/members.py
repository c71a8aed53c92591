"""Members of many categories, some large and some small, by SQL."""

from odoo.tools import SQL

from .population import draw, numbered

# Up to this many categories a customer.
SLOTS = 3
BADGES = "res_partner_customer_category_rel"
TAGS = "res_partner_res_partner_category_rel"


def create_categories(env, count):
    """Create categories kept by hand and return their ids."""
    names = [{"name": f"Category {number}"} for number in range(count)]
    return env["customer.category"].create(names).ids


def create_tags(env, count):
    """Create contact tags and return their ids."""
    names = [{"name": f"Tag {number}"} for number in range(count)]
    return env["res.partner.category"].create(names).ids


def add_members(env, category_ids, count):
    """Make the first customers members of categories, in the ledger and by badge."""
    env.flush_all()
    _add_pairs(env, BADGES, category_ids, count)
    env.cr.execute(
        SQL(
            """
            INSERT INTO customer_category_membership (
                   partner_id, category_id, assignment, date_start, source, user_id,
                   create_uid, create_date, write_uid, write_date)
            SELECT partner_id, category_id, 'manual', now, 'bulk', 1, 1, now, 1, now
              FROM res_partner_customer_category_rel,
                   (SELECT NOW() AT TIME ZONE 'UTC' AS now) moment
             WHERE category_id = ANY(%s)""",
            category_ids,
        )
    )


def add_tagged(env, tag_ids, count):
    """Give the first customers tags, as `add_members` does with categories."""
    env.flush_all()
    _add_pairs(env, TAGS, tag_ids, count)


def add_rewarded(env, category_ids, count):
    """Give one customer in three a rewards group, as the contacts show it."""
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            UPDATE res_partner
               SET rewards_category_id = JSONB_BUILD_OBJECT(%(company)s::text, (
                       %(categories)s::int[])[1 + number %% %(groups)s])
              FROM (%(customers)s) customer
             WHERE customer.id = res_partner.id AND number %% 3 = 0""",
            company=env.company.id,
            categories=category_ids,
            groups=len(category_ids),
            customers=numbered(1, count),
        )
    )


def _add_pairs(env, table, ids, count):
    # The fourth power makes the first category about forty times the last.
    place = SQL("POWER((%s) / 1000.0, 4)", draw(SQL("number * 8 + slot"), 1000))
    env.cr.execute(
        SQL(
            """
            INSERT INTO %(table)s (partner_id, category_id)
            SELECT DISTINCT id, (%(ids)s::int[])[1 + FLOOR(%(place)s * %(count)s)::int]
              FROM (%(customers)s) customer, GENERATE_SERIES(1, %(slots)s) AS slot
             WHERE %(some)s < 50""",
            table=SQL.identifier(table),
            ids=ids,
            count=len(ids),
            place=place,
            customers=numbered(1, count),
            slots=SLOTS,
            some=draw(SQL("number * 16 + slot"), 100),
        )
    )
