"""Companies and tills of their own currencies, for sales at random."""

from odoo.fields import Command


class SoldShops:
    """What makes the records of companies and tills."""

    def _create_company(self):
        company = self.env["res.company"].create(
            {"name": "Abroad", "currency_id": self._currency("GBP").id}
        )
        self.env["account.chart.template"].try_loading(
            "generic_coa", company=company, install_demo=False
        )
        self.env.user.company_ids |= company
        return company

    def _currency(self, name):
        currency = self.env["res.currency"].with_context(active_test=False)
        currency = currency.search([("name", "=", name)])
        currency.active = True
        return currency

    def _create_config(self, shop):
        company = self.companies[shop.company]
        allowed = (company | self.env.company).ids
        env = self.env(context={**self.env.context, "allowed_company_ids": allowed})
        env = env["res.company"].with_company(company).env
        currency = company.currency_id
        if shop.rate != 1:
            currency = self._currency("EUR")
            currency.rate_ids.unlink()
            env["res.currency.rate"].create(
                {"currency_id": currency.id, "name": "2020-01-01", "rate": 1.25}
            )
        journals = env["account.journal"].create(
            [
                {
                    "name": f"{kind} {shop.name}",
                    "type": kind,
                    "code": f"{kind[0]}{len(self.configs)}".upper(),
                    "company_id": company.id,
                    "currency_id": currency.id if shop.rate != 1 else False,
                }
                for kind in ("bank", "general")
            ]
        )
        method = env["pos.payment.method"].create(
            {"name": "Card", "journal_id": journals[0].id, "company_id": company.id}
        )
        pricelist = env["product.pricelist"].create(
            {
                "name": shop.name,
                "currency_id": currency.id,
                "company_id": company.id,
            }
        )
        config = env["pos.config"].create(
            {
                "name": shop.name,
                "company_id": company.id,
                "journal_id": journals[1].id,
                "payment_method_ids": [Command.set(method.ids)],
                "use_pricelist": True,
                "pricelist_id": pricelist.id,
                "available_pricelist_ids": [Command.set(pricelist.ids)],
            }
        )
        config.open_ui()
        config.current_session_id.set_opening_control(0, None)
        return config
