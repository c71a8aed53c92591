"""Bulk add: many customers become members at once."""

import json

from odoo.tools import SQL

from . import members, population
from .lab import Work

COUNT = 100_000
WRITTEN = (
    "customer_category_membership",
    "customer_category_operation",
    "res_partner",
    members.BADGES,
    members.TAGS,
)


def measure(lab):
    """Compare the ways of ours with plain SQL, and with tags by the ORM."""
    count = lab.size or lab.choose(COUNT, 10_000)
    lab.fill(lambda env: population.add_customers(env, count))
    ids = lab.fill(lambda env: population.customer_ids(env, count))
    category_id = lab.fill(lambda env: members.create_categories(env, 1))[0]
    tag_id = lab.fill(lambda env: members.create_tags(env, 1))[0]

    def add(env):
        category = env["customer.category"].browse(category_id)
        partners = env["res.partner"].browse(ids)
        partners._add_customer_categories(category, "bulk", name="Bench")

    def apply_wizard(env):
        domain = json.dumps([("ref", "like", "customer")])
        wizard = env["customer.category.assign"].create(
            {"category_ids": [(6, 0, [category_id])], "partner_domain": domain}
        )
        wizard.action_apply()

    def insert(env):
        _insert_sql(env, ids, category_id)

    def tag(env):
        env["res.partner"].browse(ids).write({"category_id": [(4, tag_id)]})

    times = 3
    for name, work in (
        ("_add_customer_categories", add),
        ("the wizard", apply_wizard),
    ):
        result = lab.compare(Work(work), Work(insert), times, tidy=WRITTEN)
        yield result.row(f"add {count:,} customers by {name} : bare INSERT", 2)
    result = lab.compare(Work(tag), Work(add), 2, warm=False, tidy=WRITTEN)
    work = f"tag {count:,} contacts by the ORM : _add_customer_categories"
    yield result.row(work, 20, at_least=True)


def _insert_sql(env, ids, category_id):
    """Write as many memberships and badges by the plainest statements."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO customer_category_membership (
                   partner_id, category_id, assignment, date_start, source, user_id,
                   create_uid, create_date, write_uid, write_date)
            SELECT id, %s, 'manual', now, 'bulk', 1, 1, now, 1, now
              FROM UNNEST(%s::int[]) AS id,
                   (SELECT NOW() AT TIME ZONE 'UTC' AS now) moment""",
            category_id,
            ids,
        )
    )
    env.cr.execute(
        SQL(
            """
            INSERT INTO res_partner_customer_category_rel (partner_id, category_id)
            SELECT id, %s FROM UNNEST(%s::int[]) AS id""",
            category_id,
            ids,
        )
    )
