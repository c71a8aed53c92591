"""Browser: a Chromium that is told what to do by its own debugging protocol."""

import itertools
import json
import resource
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import websocket
from toolbox.browser import NAMES

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--no-first-run",
    "--window-size=1366,768",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)
PATIENCE = 120


class Page:
    """A page of its own: nothing in its caches, no cookie but the one it is given."""

    def __init__(self, address, cookie):
        """Connect to the page.

        :param str address: of the page's debugger
        :param dict cookie: ``name``, ``value`` and ``url``
        """
        self._socket = websocket.create_connection(address, timeout=PATIENCE)
        self._numbers = itertools.count(1)
        self._ask("Performance.enable")
        self._ask("Network.setCookie", **cookie)

    def open(self, address):
        """Go to an address, without waiting for what is there."""
        self._ask("Page.navigate", url=address)

    def evaluate(self, expression):
        """Return the value of a JavaScript expression, awaited if it is a promise.

        :raise RuntimeError: with what the page said, if it failed
        """
        answer = self._ask(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def wait_for(self, expression):
        """Wait until a JavaScript expression is true; a new page has none for a while.

        :raise TimeoutError: if it does not come true
        """
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            try:
                if self.evaluate(f"Boolean({expression})"):
                    return
            except RuntimeError:
                pass
            time.sleep(0.02)
        raise TimeoutError(f"Waited in vain for {expression}")

    def memory(self):
        """Return the MB that JavaScript's objects take after a clean-up."""
        self._ask("HeapProfiler.collectGarbage")
        metrics = self._ask("Performance.getMetrics")["metrics"]
        used = {metric["name"]: metric["value"] for metric in metrics}
        return used["JSHeapUsedSize"] / 1e6

    def close(self):
        """Leave the page."""
        self._socket.close()

    def _ask(self, method, **params):
        number = next(self._numbers)
        request = {"id": number, "method": method, "params": params}
        self._socket.send(json.dumps(request))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]


@contextmanager
def opened(cookie):
    """Start a browser with an empty profile and hand out its page."""
    program = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory(
        prefix="bench-", ignore_cleanup_errors=True
    ) as profile:
        process = subprocess.Popen(
            [program, *SWITCHES, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_lift_limit,  # noqa: PLW1509 -- it takes no lock
        )
        try:
            page = Page(_find_page(Path(profile), process), cookie)
            yield page
            page.close()
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _lift_limit():
    """Give the browser the address space that Odoo denies its own process."""
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)


def _find_page(profile, process):
    """Return the address of the first page's debugger, once there is one."""
    port = profile / "DevToolsActivePort"
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        if port.exists() and port.read_text():
            number = port.read_text().splitlines()[0]
            with urlopen(f"http://127.0.0.1:{number}/json/list") as answer:
                pages = [p for p in json.load(answer) if p["type"] == "page"]
            if pages:
                return pages[0]["webSocketDebuggerUrl"]
        time.sleep(0.05)
    raise TimeoutError("The browser did not start.")
