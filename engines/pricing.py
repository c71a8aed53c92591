"""Pricing: which of a customer's prices holds (P2)."""


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
