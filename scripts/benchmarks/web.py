"""Web: this process as a web server, for a browser that is logged in."""

import threading
from contextlib import contextmanager

from werkzeug.serving import make_server

import odoo.http
from odoo.service import security
from odoo.service.server import RequestHandler
from odoo.tools import config

LOGIN = "admin"


@contextmanager
def server(databases):
    """Serve databases and hand out the address.

    :param databases: their names
    """
    # Odoo serves none but those that it was started for.
    config["db_name"] = list(databases)
    httpd = make_server(
        "127.0.0.1", 0, odoo.http.root, threaded=True, request_handler=RequestHandler
    )
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        thread.join()


def log_in(env, address):
    """Return the cookie of a session of the environment's user in its database."""
    session = odoo.http.root.session_store.new()
    session.update(
        odoo.http.get_default_session(), db=env.cr.dbname, _trace_disable=True
    )
    session.uid = env.uid
    session.login = LOGIN
    session.session_token = security.compute_session_token(session, env)
    session.context = dict(env["res.users"].context_get())
    odoo.http.root.session_store.save(session)
    return {"name": "session_id", "value": session.sid, "url": address}
