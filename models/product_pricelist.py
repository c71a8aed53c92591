from collections import defaultdict
from functools import partial

from odoo import api, fields, models

from ..engines.pricing import EVERYTHING, GENERAL, OfferIndex, best_offer


class ProductPricelist(models.Model):
    """Prices that depend on who buys (P1-P3).

    The customer travels as the keyword ``partner`` through Odoo's own price methods,
    into base pricelists too. Callers that cannot pass keywords set a context key:
    ``customer_category_partner_id`` names the customer, ``customer_category_ids`` asks
    for the prices of anybody in these categories. Without any of them only rules
    without a category exist (P9).
    """

    _inherit = "product.pricelist"

    customer_category_policy = fields.Selection(
        [
            ("lowest", "Lowest of all their prices"),
            ("category_first", "Lowest of their categories' prices"),
        ],
        string="Members Pay",
        default="lowest",
        required=True,
        help="What a customer pays when rules of the customer's categories match: the "
        "lowest price among these and the rules for everybody, or the lowest among "
        "the categories' rules alone. Discounts of categories never add up.",
    )

    def _compute_price_rule(
        self,
        products,
        quantity,
        *,
        date=False,
        compute_price=True,
        partner=None,
        customer_category_rules=None,
        **kwargs,
    ):
        """Choose, product by product, among the prices the customer is entitled to.

        Which rule wins depends on the prices, so they are computed also for callers
        who only want the rule.

        :param partner: the customer as a ``res.partner``; empty for an anonymous sale
        :param customer_category_rules: meant for ``_get_applicable_rules`` of the
            pricelist that set it; it also reaches base pricelists, which choose for
            themselves
        :return: product id -> price and id of the rule that gave it
        :rtype: dict[int, tuple[float, int]]
        """
        date = date or fields.Datetime.now()
        stock = partial(
            super()._compute_price_rule,
            quantity=quantity,
            date=date,
            partner=partner,
            **kwargs,
        )
        categories = self and products and self._get_customer_categories(partner)
        if not categories:
            return stock(products, compute_price=compute_price)
        sale = {"date": date}
        sale.update((k, kwargs.pop(k)) for k in ("uom", "currency") if k in kwargs)
        # The caller need not be allowed to see them, nor their rules.
        rules = self.sudo()._get_applicable_rules(
            products, date, partner=partner, customer_categories=categories, **kwargs
        )
        if not rules.customer_category_id:
            return stock(
                products, compute_price=compute_price, customer_category_rules=rules
            )
        rules = self._group_by_place(rules, categories)
        offers = self._find_offers(products, (quantity, sale.get("uom")), rules)
        price = partial(self._compute_guarded_prices, stock, sale)
        return self._choose_prices(products, offers, rules, price)

    def _compute_guarded_prices(self, stock, sale, products, rules):
        """Return Odoo's choice among some rules, kept above their floors.

        :param stock: Odoo's own method, a function of products and rules
        :param dict sale: date, and unit and currency if the caller chose them
        """
        prices = stock(products, customer_category_rules=rules)
        return rules._raise_to_floors(prices, products, **sale)

    @api.model
    def _group_by_place(self, rules, categories):
        """Return the rules by the place of their category in sequence (P2)."""
        places = {category.id: i for i, category in enumerate(categories.sorted())}
        return rules.grouped(
            lambda rule: places.get(rule.customer_category_id.id, GENERAL)
        )

    def _find_offers(self, products, sold, rules):
        """Return the ``Offers`` for each product.

        :param tuple sold: quantity and the unit it is in, if not the product's
        :param dict rules: place -> rules of one category, or those for everybody
        :return: product id -> ``Offers``
        """
        index = OfferIndex(
            [rule._get_offer_values(place) for place in rules for rule in rules[place]],
            self.customer_category_policy,
        )
        quantity, uom = sold
        offers = {}
        for product in products:
            quantity_in_unit = quantity
            if index.has_quantities and uom and uom != product.uom_id:
                quantity_in_unit = uom._compute_quantity(
                    quantity, product.uom_id, raise_if_failure=False
                )
            targets = self._get_offer_targets(product, index.kinds)
            offers[product.id] = index.offers(targets, quantity_in_unit)
        return offers

    def _choose_prices(self, products, offers, rules, compute):
        """Return the price and rule of each product by this pricelist's policy (P2).

        Odoo computes only the prices that can win, each for the products it is for;
        all prices where leaving some out could change the result.

        :param dict offers: product id -> ``Offers``
        :param dict rules: place -> rules of one category, or those for everybody
        :param compute: Odoo's own choice and price, a function of products and rules
        """
        wanted = defaultdict(list)
        for product_id, found in offers.items():
            for rule in found.contenders:
                wanted[rule.id].append(product_id)
        item = self.env["product.pricelist.item"].sudo()
        prices = {
            rule_id: compute(
                products.browse(ids).with_prefetch(products._prefetch_ids),
                item.browse(rule_id or []),
            )
            for rule_id, ids in wanted.items()
        }
        result, doubtful = {}, products.browse()
        for product in products:
            found = offers[product.id]
            own = [prices[rule.id][product.id] for rule in found.contenders]
            if found.is_certain(own):
                result[product.id] = found.choose(own)
            else:
                doubtful += product
        if doubtful:
            result.update(self._compare_all_prices(doubtful, rules, compute))
        return result

    def _compare_all_prices(self, products, rules, compute):
        """Choose as `_choose_prices`, the plain way: by every category's price."""
        nothing = self.env["product.pricelist.item"]
        general, *offers = [
            compute(products, rules.get(place, nothing))
            for place in sorted({GENERAL, *rules})
        ]
        result = {}
        for product in products:
            own = [offer[product.id] for offer in offers if offer[product.id][1]]
            winner = best_offer(
                general[product.id][0],
                [price for price, _rule_id in own],
                self.customer_category_policy,
            )
            result[product.id] = general[product.id] if winner is None else own[winner]
        return result

    def _compute_category_prices(self, categories, products, quantity, date=False):
        """Compute what categories' rules ask, whatever else a customer could pay.

        Base pricelists go by the context, as this class says.

        :param categories: records of ``customer.category``
        :return: category -> product id -> price and rule id, False where no rule of the
            category reaches the product; only categories with a rule for any of them
        """
        self.ensure_one()
        date = date or fields.Datetime.now()
        rules = (
            self.sudo()
            ._get_applicable_rules(products, date, customer_categories=categories)
            .filtered("customer_category_id")
        )
        stock = partial(super()._compute_price_rule, quantity=quantity, date=date)
        return {
            category: self._compute_guarded_prices(stock, {"date": date}, products, own)
            for category, own in rules.grouped("customer_category_id").items()
        }

    @api.model
    def _get_offer_targets(self, product, kinds):
        """Return everything a rule could be on to reach the product.

        :param set kinds: kinds of targets that any rule has; the others are left out
        """
        targets = [EVERYTHING]
        if "category" in kinds:
            path = (product.categ_id.parent_path or "").split("/")
            targets += [("category", int(ancestor)) for ancestor in path if ancestor]
        is_template = product._name == "product.template"
        if "template" in kinds:
            template = product if is_template else product.product_tmpl_id
            targets.append(("template", template.id))
        if "variant" in kinds:
            if not is_template:
                targets.append(("variant", product.id))
            elif product.product_variant_count == 1:
                targets.append(("variant", product.product_variant_id.id))
        return targets

    def _get_applicable_rules(
        self, products, date, customer_category_rules=None, **kwargs
    ):
        if customer_category_rules is not None:
            return customer_category_rules
        return super()._get_applicable_rules(products, date, **kwargs)

    def _get_applicable_rules_domain(
        self, products, date, customer_categories=None, **kwargs
    ):
        """Keep category rules to members; without members there are none (P1, P9)."""
        domain = super()._get_applicable_rules_domain(products, date, **kwargs)
        wanted = [False, *(customer_categories.ids if customer_categories else ())]
        return [*domain, ("customer_category_id", "in", wanted)]

    @api.model
    def _get_customer_categories(self, partner):
        """Return the categories by which to price, without those that are archived.

        :param partner: the customer, from a caller who can pass keywords
        """
        # A cashier prices by categories that the cashier need not be allowed to see.
        categories = self.env["customer.category"].sudo()
        context = self.env.context
        if not partner and (known := context.get("customer_category_partner_id")):
            partner = self.env["res.partner"].browse(known)
        if partner:
            categories = partner.sudo().commercial_partner_id.customer_category_ids
        elif context.get("customer_category_ids"):
            # Whoever calls can set a context, so it is no way around the rules.
            categories = categories.browse(context["customer_category_ids"])
            categories = categories.sudo(self.env.su)._filtered_access("read").sudo()
        return categories.filtered("active")
