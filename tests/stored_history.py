"""Store a generated world as an older system would have left it: by SQL."""

import json
from datetime import datetime

from odoo.fields import Command
from odoo.tools import SQL

from .common import create_customer, create_product
from .histories import AISLES, CITIES, CONTACTS, CURRENCIES, PRODUCTS, RATES


def insert(env, table, rows):
    """Insert dictionaries with the same keys, by one statement."""
    if not rows:
        return
    names = list(rows[0])
    env.cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(names)s) SELECT %(names)s"
            " FROM jsonb_populate_recordset(NULL::%(table)s, %(rows)s)",
            table=SQL.identifier(table),
            names=SQL(", ").join(map(SQL.identifier, names)),
            rows=json.dumps(rows, default=_as_text),
        )
    )


def _as_text(value):
    """Return a fraction as the number, and a date as the text, that SQL reads."""
    return float(value) if hasattr(value, "denominator") else str(value)


class Pool:
    """Companies, customers and products that all generated worlds use."""

    def __init__(self, env):
        self.env = env
        self.units = [self._create_unit(number) for number in range(len(CONTACTS))]
        self._create_products()
        self._create_companies()
        self.sessions = [self._create_session(company) for company in self.companies]
        self.programs = {
            (number, kind): self._create_program(company, kind)
            for number, company in enumerate(self.companies)
            for kind in ("loyalty", "promotion")
        }

    def _create_unit(self, number):
        """Return a customer and its contacts, the customer first."""
        unit = create_customer(
            self.env,
            f"Customer {number}",
            is_company=bool(CONTACTS[number]),
            city=CITIES[number % 2],
        )
        for contact in range(CONTACTS[number]):
            unit += create_customer(
                self.env, f"Contact {contact}", parent_id=unit[0].id, city="Rome"
            )
        return unit

    def _create_products(self):
        categories = self.env["product.category"]
        self.aisles = {name: categories.create({"name": name}) for name in AISLES}
        self.aisles["small jugs"].parent_id = self.aisles["jugs"]
        self.products = {
            name: create_product(self.env, name, categ_id=self.aisles[aisle].id)
            for name, aisle in PRODUCTS.items()
        }
        self.products["reward"] = create_product(self.env, "Reward")

    def _create_companies(self):
        currencies = self.env["res.currency"].with_context(active_test=False)
        self.currencies = {
            name: currencies.search([("name", "=", name)]) for name in CURRENCIES
        }
        for name, currency in self.currencies.items():
            currency.active = True
            currency.rate_ids.unlink()
            for day, worth in RATES[name]:
                self.env["res.currency.rate"].create(
                    {
                        "currency_id": currency.id,
                        "name": day,
                        "rate": float(1 / worth),
                        "company_id": False,
                    }
                )
        companies = self.env["res.company"]
        self.companies = self.env.company
        # The sequence sorts companies; the first one is the oldest all the same.
        self.env.company.sequence = 99
        for name in CURRENCIES[1:]:
            self.companies += companies.create(
                {"name": name, "currency_id": self.currencies[name].id, "sequence": 1}
            )

    def _create_session(self, company):
        shops = self.env["pos.config"].with_company(company)
        journal = self.env["account.journal"].create(
            {
                "name": "Till",
                "code": f"TILL{company.id}"[-5:],
                "type": "general",
                "company_id": company.id,
            }
        )
        shop = shops.create(
            {
                "name": company.name,
                "company_id": company.id,
                "journal_id": journal.id,
                "payment_method_ids": [Command.clear()],
            }
        )
        session = self.env["pos.session"].with_company(company)
        session = session.create({"config_id": shop.id, "user_id": self.env.uid})
        session.write({"state": "closed", "stop_at": datetime.now()})
        return session

    def _create_program(self, company, kind):
        return self.env["loyalty.program"].create(
            {"name": kind, "program_type": kind, "company_id": company.id}
        )


class StoredWorld:
    """One generated world in the database, until the savepoint ends."""

    def __init__(self, pool, customers, world):
        self.pool = pool
        self.env = pool.env
        self.customers = customers
        self.world = world
        self.number = {
            company: number for number, company in enumerate(world.companies)
        }
        self._set_zones_and_archive()
        self.categories = [self._create_category(group) for group in world.groups]
        self.env.flush_all()
        self._store_orders()
        self._store_points()
        self._store_bookings()
        self._store_pins()
        self.env.invalidate_all(flush=False)

    def partner(self, customer, buyer=0):
        return self.pool.units[self.customers.index(customer)][buyer]

    def company(self, company):
        return self.pool.companies[self.number[company]]

    def _set_zones_and_archive(self):
        for company in self.world.companies:
            self.company(company).partner_id.tz = company.tz
        for customer in self.customers:
            self.partner(customer).active = not customer.is_archived

    def _create_category(self, group):
        values = self._rewards_values(group) if group.is_rewards else {}
        if not group.is_rewards:
            criteria = map(self._criterion_values, group.criteria)
            values["criterion_ids"] = [Command.create(vals) for vals in criteria]
            if group.city:
                values["partner_domain"] = repr([("city", "=", group.city)])
        return self.env["customer.category"].create(
            {
                "name": group.name,
                "company_id": group.company and self.company(group.company).id,
                "currency_id": self.pool.currencies[group.currency].id,
                "assignment": "rewards" if group.is_rewards else "smart",
                "price_percent": group.percent,
                "sequence": group.sequence,
                **values,
            }
        )

    def _rewards_values(self, group):
        values = {"grace_days": group.grace_days}
        for criterion in group.criteria:
            if criterion.metric == "visits":
                values["min_visits"] = int(criterion.value)
                values["visit_days"] = criterion.days_to
            else:
                values[f"min_lifetime_{criterion.metric}"] = float(criterion.value)
        return values

    def _criterion_values(self, criterion):
        values = {
            "metric": criterion.metric,
            "operator": criterion.operator,
            "value": float(criterion.value),
            "days_from": criterion.days_from,
            "days_to": criterion.days_to,
        }
        aisles = [name for name, held in AISLES.items() if held == criterion.products]
        if aisles:
            values["product_categ_id"] = self.pool.aisles[aisles[0]].id
        elif criterion.products:
            (name,) = criterion.products
            template = self.pool.products[name].product_tmpl_id
            values["product_tmpl_id"] = template.id
        return values

    def _next_ids(self, table, count):
        rows = self.env.execute_query(
            SQL(
                "SELECT NEXTVAL(%s::regclass) FROM GENERATE_SERIES(1, %s)",
                f"{table}_id_seq",
                count,
            )
        )
        return [number for (number,) in rows]

    def _store_orders(self):
        orders = self.world.orders
        lines = [line for order in orders for line in order.lines]
        self.order_ids = dict(
            zip(orders, self._next_ids("pos_order", len(orders)), strict=True)
        )
        self.line_ids = dict(
            zip(lines, self._next_ids("pos_order_line", len(lines)), strict=True)
        )
        returned = {line.refunds for line in lines}
        insert(self.env, "pos_order", [self._order_row(o, returned) for o in orders])
        insert(
            self.env,
            "pos_order_line",
            [self._line_row(order, line) for order in orders for line in order.lines],
        )

    def _order_row(self, order, returned):
        session = self.pool.sessions[self.number[order.company]]
        partner = order.customer and self.partner(order.customer, order.buyer)
        return {
            "id": self.order_ids[order],
            "name": f"Past/{self.order_ids[order]}",
            "company_id": session.company_id.id,
            "session_id": session.id,
            "config_id": session.config_id.id,
            "partner_id": partner.id if partner else None,
            "date_order": order.moment,
            "amount_total": order.total,
            "amount_paid": order.total,
            "amount_tax": 0,
            "amount_return": 0,
            "currency_rate": order.rate,
            "state": order.state,
            "is_refund": order.is_refund,
            "customer_category_refunded": any(x in returned for x in order.lines),
        }

    def _line_row(self, order, line):
        amount = line.quantity * line.price
        # The till stores refund lines positive, the back office negative.
        if order.is_refund and self.order_ids[order] % 2:
            amount = -amount
        points = [p for p in self.world.points if p.order is order and line.is_reward]
        return {
            "id": self.line_ids[line],
            "order_id": self.order_ids[order],
            "company_id": self.company(order.company).id,
            "product_id": self.pool.products[line.product].id,
            "name": line.product,
            "qty": line.quantity,
            "price_unit": line.price,
            "discount": 0,
            "price_subtotal": amount,
            "price_subtotal_incl": amount,
            "refunded_orderline_id": self.line_ids.get(line.refunds),
            "is_reward_line": line.is_reward,
            "coupon_id": self._card_id(points[0]) if points else None,
            "points_cost": points[0].redeemed if points else 0,
        }

    def _card_id(self, points):
        """Return the id of the card that the points are on, made on demand."""
        partner = self.partner(points.customer, points.buyer)
        program = self.pool.programs[self.number[points.company], points.program_type]
        code = f"oracle-{program.id}-{partner.id}"
        card = self.env["loyalty.card"].with_context(active_test=False)
        card = card.search([("code", "=", code)])
        if not card:
            row = {
                "id": self._next_ids("loyalty_card", 1)[0],
                "program_id": program.id,
                "company_id": program.company_id.id,
                "partner_id": partner.id,
                "code": code,
                "points": 0,
                "active": bool(partner.id % 3),
            }
            insert(self.env, "loyalty_card", [row])
            return row["id"]
        return card.id

    def _store_points(self):
        points = self.world.points
        ids = self._next_ids("loyalty_history", len(points))
        rows = []
        for number, row in zip(ids, points, strict=True):
            # History from tills is net of what the same order redeemed.
            net = row.earned - row.redeemed
            rows.append(
                {
                    "id": number,
                    "card_id": self._card_id(row),
                    "order_model": row.order and "pos.order",
                    "order_id": self.order_ids.get(row.order),
                    "description": "Points",
                    "issued": max(net, 0),
                    "used": max(-net, 0),
                    "create_date": row.moment,
                }
            )
        insert(self.env, "loyalty_history", rows)

    def _store_bookings(self):
        bookings = self.world.bookings
        ids = self._next_ids("calendar_event", len(bookings))
        events, guests, attendees = [], [], []
        for number, booking in zip(ids, bookings, strict=True):
            partner_id = self.partner(booking.customer, booking.buyer).id
            events.append(
                {
                    "id": number,
                    "name": "Booking",
                    "start": booking.start,
                    "stop": booking.start,
                    "show_as": "busy",
                    "active": not booking.is_archived,
                }
            )
            guests.append({"calendar_event_id": number, "res_partner_id": partner_id})
            attendees.append(
                {
                    "id": number + 10**6,
                    "event_id": number,
                    "partner_id": partner_id,
                    "state": booking.state,
                }
            )
        insert(self.env, "calendar_event", events)
        insert(self.env, "calendar_event_res_partner_rel", guests)
        insert(self.env, "calendar_attendee", attendees)

    def _store_pins(self):
        pins = self.world.pins
        ids = self._next_ids("customer_category_pin", len(pins))
        rows = []
        for number, pin in zip(ids, pins, strict=True):
            category = self.categories[self.world.groups.index(pin.group)]
            rows.append(
                {
                    "id": number,
                    "partner_id": self.partner(pin.customer).id,
                    "category_id": category.id,
                    "company_id": category.company_id.id or None,
                    "mode": pin.mode,
                    "reason": "Because",
                    "date_start": pin.start,
                    "date_until": pin.until,
                    "active": True,
                }
            )
        insert(self.env, "customer_category_pin", rows)
