"""What is done in the databases, inside Odoo: each step is a function of `env`."""

from benchmarks import population, shop

from odoo.fields import Command


def fill(env, contacts):
    """Fill a database of stock Odoo: `contacts` contacts, each with an order."""
    population.add_customers(env, contacts)
    session = shop.create_past_session(env)
    population.add_orders(env, session, population.numbered(1, contacts), 1)


def use(env):
    """Use every part of the addon that leaves something in the database."""
    population.add_customers(env, 50)
    ids = population.customer_ids(env, 50)
    customers = env["res.partner"].browse(ids)
    categories = env["customer.category"]
    vip = categories.create({"name": "VIP", "till_note": "Be nice"})
    silver = categories.create(
        {"name": "Silver", "assignment": "rewards", "min_visits": 1, "visit_days": 30}
    )
    customers[:20]._add_customer_categories(vip, "bulk", name="Added")
    pricelist = env["product.pricelist"].create({"name": "Shop"})
    env["product.pricelist.item"].create(
        [
            {
                "pricelist_id": pricelist.id,
                "customer_category_id": vip.id,
                "compute_price": "fixed",
                "fixed_price": 66,
            },
            {"pricelist_id": pricelist.id, "compute_price": "fixed", "fixed_price": 77},
        ]
    )
    products = shop.create_products(env, 5)
    products[0].product_tmpl_id.customer_category_ids = vip
    env["loyalty.program"].create(
        {"name": "Points", "program_type": "loyalty", "customer_category_ids": vip.ids}
    )
    till = shop.create_till(env, pricelist.id)
    orders = [
        shop.order_data(till.current_session_id, customer.id, products[1:3])
        for customer in customers[:3]
    ]
    env["pos.order"].sync_from_ui(orders)
    env["customer.category.pin"].create(
        {
            "partner_id": ids[30],
            "category_id": silver.id,
            "mode": "in",
            "reason": "Friend of the owner",
        }
    )
    _leave_things_on(env, vip)
    categories._cron_recompute()
    env.flush_all()
    held = customers.filtered("rewards_category_id")
    assert len(held) == 4, held


def _leave_things_on(env, vip):
    """Leave on a category what people leave on any record."""
    vip.activity_schedule("mail.mail_activity_data_todo", summary="Look through it")
    vip.message_post(body="Hello")
    vip.message_subscribe(partner_ids=env.ref("base.partner_admin").ids)
    env["ir.attachment"].create(
        {"name": "rules.txt", "raw": b"x", "res_model": vip._name, "res_id": vip.id}
    )
    env["ir.filters"].create(
        {
            "name": "Mine",
            "model_id": vip._name,
            "domain": "[]",
            "user_ids": [Command.clear()],
        }
    )
    env["ir.default"].set("res.partner", "customer_category_ids", vip.ids)


def use_first(env):
    """Use the first version as its owner would have."""
    population.add_customers(env, 50)
    customers = env["res.partner"].browse(population.customer_ids(env, 50))
    categories = env["customer.category"]
    vip = categories.create({"name": "VIP"})
    categories.create(
        {
            "name": "Silver",
            "assignment": "rewards",
            "min_visits": 1,
            "visit_days": 30,
            "price_percent": 90,
        }
    )
    customers[:20]._add_customer_categories(vip, "manual")
    customers[:5]._remove_customer_categories(vip, "manual")
    env.flush_all()
    # Orders tell the second alone, so what came before them is to be clearly before.
    env.cr.execute(
        "UPDATE customer_category_membership SET date_start = date_start - INTERVAL"
        " '2 days', date_end = date_end - INTERVAL '1 day'"
    )
    env.invalidate_all()
    pricelist = env["product.pricelist"].create({"name": "Shop"})
    env["product.pricelist.item"].create(
        {
            "pricelist_id": pricelist.id,
            "customer_category_id": vip.id,
            "compute_price": "fixed",
            "fixed_price": 6,
        }
    )
    products = shop.create_products(env, 3)
    till = shop.create_till(env, pricelist.id)
    orders = [
        shop.order_data(till.current_session_id, customer.id, products)
        for customer in customers[4:7]
    ]
    env["pos.order"].sync_from_ui(orders)
    assert len(customers.filtered("rewards_category_id")) == 3


def check_upgraded(env):
    """Go on with what the first version left: sales, rules, prices, undo."""
    _check_past_sales(env)
    customers = env["res.partner"].search([("ref", "like", "customer")], order="id")
    vip = env["customer.category"].search([("name", "=", "VIP")])
    assert vip.member_count == 15, vip.member_count
    pricelist = env["product.pricelist"].search([("name", "=", "Shop")])
    product = env["product.product"].search([("name", "=", "Product 0")])
    member = customers.filtered(lambda customer: vip in customer.customer_category_ids)[
        0
    ]
    price = pricelist._get_product_price(product, 1, partner=member)
    assert price == 6, price
    operation = member._remove_customer_categories(vip, "bulk", name="Removed")
    operation.action_undo()
    env.invalidate_all()
    assert vip in member.customer_category_ids
    env["customer.category"]._cron_recompute()
    assert len(customers.filtered("rewards_category_id")) == 3


def _check_past_sales(env):
    """See that sales of the first version have what reports need, and the digest."""
    vip = env["customer.category"].search([("name", "=", "VIP")])
    orders = env["pos.order"].search([("partner_id.ref", "like", "customer")])
    assert len(orders) == 3, orders
    for order in orders:
        # Whoever left it before is not in it; the rewards group came by the order.
        held = vip & order.partner_id.customer_category_ids
        assert order.customer_category_ids & vip == held, order.customer_category_ids
    kept = orders.customer_category_ids
    assert len(orders.filtered(lambda order: vip in order.customer_category_ids)) == 2
    assert vip <= kept <= vip | orders.partner_id.rewards_category_id, kept
    digest = env.ref("digest.digest_digest_default")
    assert digest.kpi_customer_category_member
    assert digest.kpi_customer_category_reward
    assert digest.kpi_customer_category_discount
    channels = env["customer.category"].search([]).mapped("note_channel")
    assert set(channels) == {"email"}, channels
    assert env.ref("customer_category.mail_activity_type_app_access").name


def uninstall(env):
    """Take the addon away, as the owner does by the button on its page."""
    module = env["ir.module.module"].search([("name", "=", "customer_category")])
    module.button_immediate_uninstall()
