"""Store a generated world as an older system would have left it: by SQL."""

import json

from odoo.fields import Command
from odoo.tools import SQL

from .histories import AISLES


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
        self._gather_statistics()
        self.env.invalidate_all(flush=False)

    def _gather_statistics(self):
        """Let PostgreSQL plan for the world it has, as in a database in use."""
        for table in ("pos_order", "pos_order_line", "loyalty_history", "loyalty_card"):
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

    def unit(self, customer):
        """Return the customer and its contacts."""
        return self.pool.units[self.customers.index(customer)]

    def partner(self, customer, buyer=0):
        return self.unit(customer)[buyer]

    def category(self, group):
        return self.categories[self.world.groups.index(group)]

    @property
    def contacts(self):
        """The last contact of every customer, or the customer who has none."""
        return self.env["res.partner"].union(*(unit[-1] for unit in self.pool.units))

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
            category = self.category(pin.group)
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
