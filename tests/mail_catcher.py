"""A real mail server on this machine, which keeps what it gets."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy
from unittest.mock import patch

from aiosmtpd.controller import Controller


class Catcher:
    """Keeps the messages a mail server gets; refuses some addresses.

    :param set refused: addresses that the server does not take
    """

    def __init__(self, refused=()):
        self.refused = set(refused)
        self.messages = []

    async def handle_RCPT(self, server, session, envelope, address, _options):  # noqa: N802  aiosmtpd's name
        """Take the address, or refuse it for good."""
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        """Keep the message."""
        self.messages.append(
            message_from_bytes(envelope.content, policy=policy.default)
        )
        return "250 OK"


@contextmanager
def mail_server(env, **options):
    """Run a mail server, and let Odoo really send to it for a while.

    :param options: of the :class:`Catcher`, which is yielded
    """
    catcher = Catcher(**options)
    port = _free_port()
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    env["ir.mail_server"].search([]).active = False
    env["ir.mail_server"].create(
        {
            "name": "Loopback",
            "smtp_host": "127.0.0.1",
            "smtp_port": port,
            "smtp_encryption": "none",
        }
    )
    servers = type(env["ir.mail_server"])
    try:
        with patch.object(servers, "_disable_send", lambda _servers: False):
            yield catcher
    finally:
        controller.stop()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
