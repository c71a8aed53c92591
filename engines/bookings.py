"""Who may book what, and how far ahead: plain values in, a verdict out."""

NOT_MEMBER = "not_member"
TOO_FAR_AHEAD = "too_far_ahead"


def days_bookable(base, held):
    """Return how many days ahead a customer may book, None for any number.

    :param int base: days ahead that everybody may book; 0 for any number
    :param dict held: id of each category held -> its own days ahead
    :rtype: int | None
    """
    return max([base, *held.values()]) if base else None


def verdict_on_booking(allowed, base, held, days_ahead):
    """Return why a customer may not book, None where nothing speaks against it.

    :param set allowed: ids of the categories that it is for; empty for everybody
    :param int base: days ahead that everybody may book; 0 for any number
    :param dict held: id of each category held -> its own days ahead
    :param int days_ahead: local days from today to the booking
    :return: ``NOT_MEMBER``, ``TOO_FAR_AHEAD`` or None
    """
    if allowed and not allowed & held.keys():
        return NOT_MEMBER
    most = days_bookable(base, held)
    if most is not None and days_ahead > most:
        return TOO_FAR_AHEAD
    return None
