from werkzeug.exceptions import MethodNotAllowed

from odoo.http import request
from odoo.tools.misc import get_lang


def page_head(title):
    """Return what a page tells browsers and screen readers of itself.

    Odoo's own layout says neither where no website is installed.

    :param str title: in the reader's language
    """
    lang = get_lang(request.env).code
    return {"html_data": {"lang": lang.replace("_", "-")}, "title": title}


def check_is_posted():
    """Let nothing but a form itself change anything.

    Odoo lets OPTIONS through to every route, and asks it for no token of the form.

    :raise MethodNotAllowed: for whatever is no POST
    """
    if request.httprequest.method != "POST":
        raise MethodNotAllowed(["POST"])
