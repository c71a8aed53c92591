"""Companies, customers and products that all generated worlds use."""

from datetime import datetime

from odoo.fields import Command

from .common import create_customer, create_product
from .histories import AISLES, CITIES, CONTACTS, CURRENCIES, PRODUCTS, RATES


class Pool:
    """Made once for a test class; worlds only add to it."""

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
