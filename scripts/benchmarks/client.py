"""Client: what the web client asks a server for when somebody opens a screen."""

import json
from urllib.request import Request, urlopen

from lxml import etree

PAGE = 80
# Beyond this the web client shows "10000+".
COUNT_LIMIT = 10_001
LINES = 40


class Client:
    """A web client that is logged in."""

    def __init__(self, address, cookie):
        self.address = address
        self.cookie = f"{cookie['name']}={cookie['value']}"

    def call(self, model, method, *args, **kwargs):
        """Call a method of a model, and return its result."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        headers = {"Content-Type": "application/json", "Cookie": self.cookie}
        url = f"{self.address}/web/dataset/call_kw/{model}/{method}"
        with urlopen(Request(url, body, headers)) as reply:
            answer = json.load(reply)
        if "error" in answer:
            raise AssertionError(answer["error"]["data"]["debug"])
        return answer["result"]

    def open(self, model, view="list", **screen):
        """Open a screen: its views first, then what they show.

        :param screen: ``id`` of the record of a form, ``domain``, ``context``,
            ``values`` of a new record
        """
        context = screen.get("context", {})
        views = self.call(
            model,
            "get_views",
            views=[[False, view], [False, "search"]],
            context=context,
        )
        arch = etree.fromstring(views["views"][view]["arch"])
        wanted = specification(arch, views["models"], model)
        if view in ("list", "kanban"):
            return self.call(
                model,
                "web_search_read",
                domain=screen.get("domain", []),
                specification=wanted,
                limit=PAGE,
                count_limit=COUNT_LIMIT,
                context=context,
            )
        if screen.get("id"):
            return self.call(model, "web_read", [screen["id"]], wanted, context=context)
        values = screen.get("values", {})
        return self.call(
            model, "onchange", [], values, list(values), wanted, context=context
        )


def specification(arch, models, model):
    """Return what a view reads, as the web client asks for it.

    :param arch: of the view, or of one within a field
    :param dict models: model -> its ``fields``, as ``get_views`` returns them
    """
    wanted = {}
    for node in _fields_of(arch):
        field = models.get(model, {"fields": {}})["fields"].get(node.get("name"), {})
        wanted[node.get("name")] = _wanted(node, field, models)
    return wanted


def _fields_of(node):
    for child in node.iterchildren(tag=etree.Element):
        if child.tag == "field":
            yield child
        else:
            yield from _fields_of(child)


def _wanted(node, field, models):
    if field.get("type") not in ("many2one", "many2many", "one2many"):
        return {}
    inner = [child for child in node if child.tag in ("list", "kanban")]
    if not inner:
        return {"fields": {"display_name": {}}}
    fields = specification(inner[0], models, field["relation"])
    return {"fields": fields, "limit": LINES}
