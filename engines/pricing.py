"""Pricing: which of a customer's prices holds (P2), and which need not be computed."""

from collections import defaultdict
from typing import NamedTuple

# Two discounts closer than this, relatively, may give one price in floating point.
CLOSE = 1e-9
EVERYTHING = ("everything", 0)
GENERAL = -1


class OfferRule(NamedTuple):
    """A rule of a pricelist, as plain values.

    :param int id: of the rule
    :param int place: of its category in the sequence of categories, ``GENERAL`` for a
        rule for everybody
    :param tuple target: what it is on: ``("variant" | "template" | "category", id)``
        or ``EVERYTHING``
    :param float min_quantity: in the product's unit, 0 for any
    :param tuple base: rules of one base differ in their discount alone; None for a
        rule that cannot be compared without its price
    :param float discount: the greater, the lower the price, if prices are positive
    """

    id: int
    place: int
    target: tuple
    min_quantity: float
    base: tuple | None
    discount: float


# What holds for everybody where no rule does: the full price.
FULL_PRICE = OfferRule(False, GENERAL, EVERYTHING, 0, ("list_price", False), 0)


class Offers(NamedTuple):
    """The rules whose prices for one product must be compared.

    :param tuple contenders: of ``OfferRule``, the general one first, then in the
        sequence of their categories
    :param bool is_shortened: rules that lose to a contender were left out
    """

    contenders: tuple
    is_shortened: bool

    def is_certain(self, price_rules):
        """Whether the contenders' prices prove that nothing left out can win.

        :param price_rules: price and rule id of each contender, as Odoo gave them; it
            gives no rule where it does not find the contender applicable
        """
        return all(
            rule_id == rule.id and (price > 0 or not self.is_shortened)
            for rule, (price, rule_id) in zip(self.contenders, price_rules, strict=True)
        )

    def choose(self, price_rules):
        """Return the price and rule id that hold, of those of the contenders (P2)."""
        prices = [price for price, _rule_id in price_rules]
        if self.contenders[0].place != GENERAL:
            return price_rules[best_offer(None, prices, "category_first")]
        winner = best_offer(prices[0], prices[1:], "lowest")
        return price_rules[0 if winner is None else winner + 1]


class OfferIndex:
    """Finds the rules that reach a product without looking at all of them."""

    def __init__(self, rules, policy):
        """Sort the rules by what they are on.

        :param rules: iterable of ``OfferRule``, in Odoo's own order
        :param str policy: as in ``best_offer``
        """
        self._policy = policy
        self._rules = defaultdict(list)
        for position, rule in enumerate([*rules, FULL_PRICE]):
            self._rules[rule.target].append((position, rule))
        self.kinds = {kind for kind, _id in self._rules}
        self.has_quantities = any(
            rule.min_quantity for group in self._rules.values() for _, rule in group
        )
        self._found = {}

    def offers(self, targets, quantity):
        """Return the ``Offers`` for a product.

        :param targets: iterable of all targets that the product belongs to
        :param float quantity: in the product's unit
        """
        key = (tuple(t for t in targets if t in self._rules), quantity)
        if key not in self._found:
            first = self._first_of_each_category(*key)
            contenders = tuple(rule for rule in first if not _loses(rule, first))
            self._found[key] = Offers(contenders, len(contenders) < len(first))
        return self._found[key]

    def _first_of_each_category(self, targets, quantity):
        """Return the rule that Odoo would choose for each category, in sequence."""
        first = {}
        for _, rule in sorted(pair for t in targets for pair in self._rules[t]):
            if not rule.min_quantity or rule.min_quantity <= quantity:
                first.setdefault(rule.place, rule)
        if self._policy == "category_first" and len(first) > 1:
            del first[GENERAL]
        return [first[place] for place in sorted(first)]


def _loses(rule, rivals):
    """Whether a rival is certain to give a lower price, or the same one before."""
    if rule.base is None:
        return False
    return any(
        rival.base == rule.base
        and (
            _is_clearly_more(rival.discount, rule.discount)
            or (rival.discount == rule.discount and rival.place < rule.place)
        )
        for rival in rivals
    )


def _is_clearly_more(value, other):
    return value - other > CLOSE * max(1.0, abs(value), abs(other))


def price_with_floor(price, cost, percent):
    """Return the price, or what a category rule never sells below if that is more.

    :param float price: by the rule itself
    :param float cost: of the same unit and in the same currency; 0 if not known, and
        then there is no floor
    :param float percent: minimum margin, in percent of the cost
    """
    return max(price, cost * (1 + percent / 100)) if cost > 0 else price


def best_offer(general, offers, policy):
    """Return the index of the offer the customer pays, None for the general price.

    :param float general: price from the rules without category
    :param list[float] offers: one price per category of the customer that has a
        rule, in the order of the categories
    :param str policy: ``lowest``: the cheapest of all, ties to the general price;
        ``category_first``: the cheapest offer whenever there is one
    """
    if not offers:
        return None
    cheapest = min(range(len(offers)), key=offers.__getitem__)
    if policy == "category_first" or offers[cheapest] < general:
        return cheapest
    return None
