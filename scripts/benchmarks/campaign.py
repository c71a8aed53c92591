"""A campaign: opening, counting and queueing it, for all members and for a quarter."""

from odoo import modules

from . import members, population
from .lab import Work
from .rows import Row

COUNT = 50_000
SENDER = "shop@example.com"
SHARE = 4
# What grows as the members do takes so many times as long for all of them; half as much
# again is what the clock of a busy machine may add.
LINEAR = 1.5 * SHARE
STEADY = 3
# MB by which the process grows and shrinks as Python collects its garbage, whatever the
# number of members; to keep what is sent would take hundreds.
NOISE = 16


def measure(lab):
    """Compare a category with one of a quarter of its members."""
    count = lab.size or lab.choose(COUNT, 2_000)
    lab.fill(lambda env: population.add_customers(env, count))
    lab.fill(_normalize)
    large, small = lab.fill(lambda env: members.create_categories(env, 2))
    lab.fill(lambda env: members.add_members(env, [large], count))
    lab.fill(lambda env: members.add_members(env, [small], count // SHARE))
    name = f"{count:,} members : {count // SHARE:,}"
    for work, function in (
        ("open the campaign", _open),
        ("count its audience", _count),
    ):
        result = lab.compare(
            Work(function, prepare=_mailing_to(large, "email")),
            Work(function, prepare=_mailing_to(small, "email")),
            lab.choose(10, 3),
        )
        yield result.row(f"{work}, {name}", LINEAR)
    for work, channel in (("queue its e-mails", "email"), ("queue its SMS", "sms")):
        result = lab.compare(
            Work(_queue, prepare=_mailing_to(large, channel)),
            Work(_queue, prepare=_mailing_to(small, channel)),
            1,
            warm=False,
        )
        yield result.row(f"{work}, {name}", LINEAR)
        grown = result.ours.growth, result.theirs.growth
        yield Row(
            f"{work}, memory",
            f"+{grown[0]:.0f} MB : +{grown[1]:.0f} MB",
            max(grown[0], NOISE) / max(grown[1], NOISE),
            bound=STEADY,
        )


def _normalize(env):
    env.cr.execute(
        "UPDATE res_partner SET email_normalized = email,"
        " phone_sanitized = REPLACE(phone, ' ', '') WHERE ref LIKE 'customer%'"
    )


def _mailing_to(category_id, channel):
    """Return what makes a mailing to a category, in the transaction of the work."""

    def prepare(env):
        category = env["customer.category"].browse(category_id)
        action = getattr(category, f"action_send_{channel}")()
        mailings = env["mailing.mailing"].with_context(**action["context"])
        return mailings.create({"email_from": SENDER, "reply_to": SENDER})

    return prepare


def _open(env, mailing):
    mailing.web_read(
        {
            "subject": {},
            "customer_category_ids": {"fields": {"display_name": {}}},
            "category_recipient_count": {},
            "mailing_domain": {},
        }
    )


def _count(env, mailing):
    mailing.invalidate_recordset()
    return mailing.category_recipient_count


def _queue(env, mailing):
    """Queue the messages, in one transaction that is undone and sends nothing."""
    modules.module.current_test = "bench"
    try:
        mailing._action_send_mail()
    finally:
        modules.module.current_test = False
