"""The smallest website that shows previews, as docs/preview.md tells how."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

QUERY = """query ($persona: String) { preview(persona: $persona) { title
  ... on LandingPage { sections { heading } } } assets { totalCount nodes { title } } }"""

# What lets the editor's panel show the new draft where the old one was scrolled to. It begins to listen when this page
# has loaded, and does not say so: hence the knocking.
SCROLLING = """
const tell = (message) => parent.postMessage({ wagtail: { ...message, origin } }, "*");
let knocks = 0;
const knocking = setInterval(() => {
  if (++knocks > 20) clearInterval(knocking);
  tell({ type: "w-preview:request-scroll" });
}, 100);
addEventListener("message", ({ data, source }) => {
  if (source !== parent || !data.wagtail) return;
  const { type, x, y } = data.wagtail;
  if (type === "w-preview:get-scroll-position")
    tell({ type: "w-preview:set-scroll-position", x: scrollX, y: scrollY });
  if (type === "w-preview:set-scroll-position") {
    clearInterval(knocking);
    scrollTo({ left: x, top: y, behavior: "instant" });
  }
});
"""


@contextmanager
def website(hub: str) -> Iterator[str]:
    """Its address, while the block lasts. Below `/still` its pages know nothing of scrolling."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = parse_qs(address.query)
            token, persona = (asked.get(name, [""])[0] for name in ("token", "persona"))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"frame-ancestors {hub}")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            script = "" if address.path == "/still" else f"<script>{SCROLLING}</script>"
            self.wfile.write((_page(hub, token, persona) + script).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _page(hub: str, token: str, persona: str) -> str:
    body = json.dumps({"query": QUERY, "variables": {"persona": persona or None}})
    headers = {"Content-Type": "application/json", "X-Preview-Token": token}
    request = urllib.request.Request(f"{hub}/graphql/", body.encode(), headers)
    try:
        with urllib.request.urlopen(request) as response:
            found = json.load(response)["data"]
    except urllib.error.HTTPError as error:
        code = json.load(error)["errors"][0]["extensions"]["code"]
        return f"<h1>{code}</h1>"
    shown = found["preview"]
    titles = "".join(f"<li>{escape(asset['title'])}" for asset in found["assets"]["nodes"])
    headings = "".join(f"<h2>{escape(s['heading'])}</h2>" for s in shown.get("sections", ()))
    return (
        f"<!doctype html><title>Website</title><h1>{escape(shown['title'])}</h1>{headings}"
        f'<ul>{titles}</ul><div style="height: 3000px"></div>'
    )
