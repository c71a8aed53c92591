"""What happens in a shop between two sales, drawn at random and done by the ORM.

Sales do not stand alone: rules change without anybody being assigned, customers are
archived, merged and pinned, contacts leave their company, and clocks are moved.
"""

from odoo.fields import Command

from .common import create_customer, merge_customers
from .histories import ZONES


class ShopEvents:
    """One event after the other, in a stored world."""

    def __init__(self, stored, random):
        self.stored = stored
        self.env = stored.env
        self.random = random
        self.guest = self.env["res.partner"]
        self.events = [
            self.change_rule,
            self.change_rule,
            self.change_grace,
            self.change_grace,
            self.archive_group,
            self.archive_customer,
            self.merge_customers,
            self.pin,
            self.pin,
            self.move_contact,
            self.move_clock,
            self.give_order,
            self.run_schedule,
        ]

    def happen(self, guest):
        """Let something happen, and return what it was.

        :param guest: who is to buy next, whom it often concerns
        """
        self.guest = guest.commercial_partner_id
        event = self.random.choice(self.events)
        event()
        return event.__name__

    @property
    def customers(self):
        """Everybody who buys for himself or for his company, once merged no more."""
        units = self.env["res.partner"].union(*self.stored.pool.units).exists()
        return units.commercial_partner_id.sorted("id")

    @property
    def customer(self):
        """The next one to buy, or anybody."""
        anybody = self.random.choice(self.customers)
        return self.random.choice([self.guest or anybody, anybody])

    @property
    def category(self):
        return self.random.choice(self.stored.categories)

    def change_rule(self):
        """Nobody is assigned, so all who are now in or out stay so until they buy."""
        category = self.category
        if category.assignment == "smart":
            criterion = self.random.choice(category.criterion_ids)
            criterion.value = max(criterion.value + self.random.choice([-1, 1, 2]), 0)
            return
        self.ask_more(category)
        category.price_percent = self.random.choice([80, 90, 95])

    def ask_more(self, category):
        """Ask more of a rewards group's members, or seldom hardly anything."""
        asked = [
            name
            for name in ("min_visits", "min_lifetime_spend", "min_lifetime_points")
            if category[name]
        ]
        name = self.random.choice(asked)
        more = [category[name] + 1, category[name] * 2]
        category[name] = self.random.choice([1, *more, *more])

    def change_grace(self):
        groups = [c for c in self.stored.categories if c.assignment == "rewards"]
        if groups:
            self.random.choice(groups).grace_days = self.random.choice([0, 1, 5, 30])

    def begin(self):
        """Leave some members at the mercy of grace, as after rules were changed."""
        for category in self.stored.categories:
            if category.assignment == "rewards" and self.random.random() < 0.5:
                category.grace_days = self.random.choice([2, 5, 30])
                self.ask_more(category)

    def archive_group(self):
        category = self.category
        category.active = not category.active

    def archive_customer(self):
        customer = self.customer
        customer.active = not customer.active

    def merge_customers(self):
        """Merge two private persons."""
        private = self.customers.filtered(lambda c: c.active and not c.child_ids)
        if len(private) > 2:
            merge_customers(*self.random.sample(list(private), 2))

    def pin(self):
        """Keep somebody in or out, and so decide by hand what rules decide."""
        self.env["customer.category.pin"].create(
            {
                "partner_id": self.customer.id,
                "category_id": self.category.id,
                "mode": self.random.choice(["in", "out"]),
                "reason": "Because",
            }
        )

    def move_contact(self):
        """A contact leaves for another company, or becomes a private person."""
        contacts = (self.customers.child_ids | self.new_contact()).sorted("id")
        companies = self.customers.filtered("is_company").ids
        contact = self.random.choice(contacts)
        contact.parent_id = self.random.choice([False, *companies])

    def new_contact(self):
        return create_customer(self.env, "Newcomer", parent_id=self.customers[2].id)

    def move_clock(self):
        """Set a company's time zone, which can take it back to yesterday."""
        company = self.random.choice(self.stored.pool.companies)
        company.partner_id.tz = self.random.choice(ZONES)

    def give_order(self):
        """Sales were another customer's, while the points stay on the card."""
        orders = self.env["pos.order"].browse(self.stored.order_ids.values())
        sold = orders.filtered(
            lambda o: (
                o.partner_id.commercial_partner_id == self.guest
                and o.state in ("paid", "done")
            )
        )
        sold.partner_id = self.customer

    def run_schedule(self):
        self.env["customer.category"]._cron_recompute()

    def take_back(self, order):
        """Return a draft of the back office that takes something of an order back."""
        refund = order._refund()
        kept = refund.lines[self.random.choice([1, 2, 3]) :]
        refund.write({"lines": [Command.unlink(line.id) for line in kept]})
        refund.amount_paid = refund.amount_total = sum(
            refund.lines.mapped("price_subtotal_incl")
        )
        return refund
