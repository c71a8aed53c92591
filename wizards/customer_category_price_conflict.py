from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount

from ..engines.conflicts import combinations_sql
from ..engines.pricing import best_offer

# More would be neither read nor quick.
MAX_SETS = 200
MAX_LINES = 2000


class CustomerCategoryPriceConflict(models.TransientModel):
    """Customers for whom several categories have a price, and which one holds (P2).

    Customers are looked at by the set of categories they are in, so it is no matter how
    many they are. What a rule is on is shown by one product that it reaches.
    """

    _name = "customer.category.price.conflict"
    _description = "Conflict of Category Prices"
    _order = "is_lower_hidden desc, customer_count desc, id"

    pricelist_id = fields.Many2one("product.pricelist", ondelete="cascade")
    currency_id = fields.Many2one(related="pricelist_id.currency_id")
    category_ids = fields.Many2many("customer.category", string="Customers In All Of")
    other_ids = fields.Many2many(
        "customer.category",
        "customer_category_price_conflict_other_rel",
        help="Categories with a price for the product that these customers are not in.",
    )
    customer_count = fields.Integer(string="Customers")
    product_id = fields.Many2one(
        "product.product", string="For Example", ondelete="cascade"
    )
    quantity = fields.Float()
    winner_id = fields.Many2one("customer.category", string="Wins", ondelete="cascade")
    item_id = fields.Many2one(
        "product.pricelist.item", string="By Rule", ondelete="cascade"
    )
    price = fields.Monetary(string="They Pay")
    other_prices = fields.Char()
    is_lower_hidden = fields.Boolean(
        string="Lower Price Hidden",
        help="Everybody else pays less, because the pricelist puts categories first.",
    )

    @api.model
    def action_view_conflicts(self):
        """Look for conflicts and open the list of them."""
        self.env["customer.category"].check_access("write")
        found = self._find_conflicts()
        lines = self.create(found[:MAX_LINES])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_category.customer_category_price_conflict_action"
        )
        action["domain"] = [("id", "in", lines.ids)]
        if len(found) > MAX_LINES:
            name = self.env._("Price Conflicts (the First %s)", MAX_LINES)
            action.update(name=name, display_name=name)
        return action

    def action_view_customers(self):
        """Open the customers who are in all of these categories."""
        self.ensure_one()
        action = self.category_ids[:1].action_view_members()
        domain = Domain("customer_category_ids", "not in", self.other_ids.ids)
        for category in self.category_ids:
            domain &= Domain("customer_category_ids", "in", category.ids)
        name = " + ".join(self.category_ids.mapped("name"))
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": list(domain & Domain(action["domain"][1:])),
        }

    @api.model
    def _find_conflicts(self):
        """Return the values of all lines."""
        groups = self.env["product.pricelist.item"]._read_group(
            Domain("customer_category_id.active", "=", True)
            & Domain("pricelist_id.active", "=", True),
            ["pricelist_id"],
            ["customer_category_id:recordset", "id:recordset"],
        )
        categories = self.env["customer.category"].union(
            *(group[1] for group in groups)
        )
        sets = self.env.execute_query(combinations_sql(categories.ids, MAX_SETS))
        return [
            values
            for pricelist, priced, rules in groups
            for values in self._find_conflicts_of(pricelist, priced, rules, sets)
        ]

    def _find_conflicts_of(self, pricelist, priced, rules, sets):
        """Return the values of one pricelist's lines.

        :param priced: the categories that have rules in it
        :param rules: those rules
        :param sets: rows of category ids and number of customers
        """
        examples = self._find_examples(rules)
        by_quantity = {}
        for product, quantity in examples:
            by_quantity.setdefault(quantity, product.browse())
            by_quantity[quantity] |= product
        lines = []
        for quantity, products in by_quantity.items():
            offers = pricelist._compute_category_prices(priced, products, quantity)
            general = pricelist._compute_price_rule(products, quantity)
            for product in products:
                of_product = {
                    category.id: prices[product.id]
                    for category, prices in offers.items()
                    if prices[product.id][1]
                }
                sale = (pricelist, product, quantity, general[product.id][0])
                lines += self._compare_sets(sale, of_product, sets)
        return lines

    def _compare_sets(self, sale, offers, sets):
        """Return lines for one product, one for each set of categories in conflict.

        :param tuple sale: pricelist, product, quantity and the price for everybody
        :param dict offers: category id -> price and rule id
        """
        categories = self.env["customer.category"]
        counts = Counter()
        for category_ids, count in sets:
            counts[tuple(i for i in category_ids if i in offers)] += count
        lines = []
        for category_ids, count in counts.items():
            members = categories.browse(category_ids).sorted()
            values = self._compare_prices(sale, offers, members)
            if len(members) > 1 or values["is_lower_hidden"]:
                others = categories.browse(offers) - members
                lines.append(
                    {**values, "customer_count": count, "other_ids": others.ids}
                )
        return lines

    def _compare_prices(self, sale, offers, members):
        """Return the values of a line but for its customers.

        :param tuple sale: as in `_compare_sets`, and so are the offers
        :param members: the categories that the customers are in, in sequence
        """
        pricelist, product, quantity, general = sale
        prices = [offers[category.id][0] for category in members]
        winner = best_offer(general, prices, pricelist.customer_category_policy)
        won = members.browse() if winner is None else members[winner]
        others = [(c.name, offers[c.id][0]) for c in members - won]
        if won:
            others.append((self.env._("Everybody"), general))
        return {
            "pricelist_id": pricelist.id,
            "category_ids": members.ids,
            "product_id": product.id,
            "quantity": quantity,
            "winner_id": won.id,
            "item_id": offers[won.id][1] if won else False,
            "price": prices[winner] if won else general,
            "other_prices": ", ".join(
                f"{name} {format_amount(self.env, price, pricelist.currency_id)}"
                for name, price in others
            ),
            "is_lower_hidden": bool(won) and general < prices[winner],
        }

    def _find_examples(self, rules):
        """Return pairs of product and quantity, one for what each rule is on."""
        by_target = {}
        for rule in rules:
            target = (rule.categ_id, rule.product_tmpl_id, rule.product_id)
            by_target.setdefault((target, max(rule.min_quantity, 1)), rule)
        examples = {}
        for (_target, quantity), rule in by_target.items():
            product = self._find_example(rule, rules)
            if product:
                examples[product, quantity] = True
        return list(examples)

    def _find_example(self, rule, rules):
        """Return a product that the rule reaches, best one without rules of its own."""
        products = self.env["product.product"]
        if rule.product_id or rule.product_tmpl_id:
            return rule.product_id or rule.product_tmpl_id.product_variant_id
        domain = Domain("sale_ok", "=", True)
        if rule.categ_id:
            domain &= Domain("categ_id", "child_of", rule.categ_id.id)
        plain = Domain("product_tmpl_id", "not in", rules.product_tmpl_id.ids)
        deeper = rules.categ_id - rule.categ_id
        if not rule.categ_id and deeper:
            plain &= ~Domain("categ_id", "child_of", deeper.ids)
        return products.search(domain & plain, limit=1) or products.search(
            domain, limit=1
        )
