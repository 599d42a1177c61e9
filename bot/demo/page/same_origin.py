"""Refuse requests of other sites and of DNS rebinding: only the own page may ask."""

from collections.abc import Awaitable, Callable

from aiohttp import web

OWN_NAMES = ("127.0.0.1", "localhost")
OWN_SITES = ("same-origin", "none")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_own(request: web.Request) -> bool:
    """Whether the request names this machine and comes from no other site."""
    name = request.host.rsplit(":", 1)[0]
    origin = request.headers.get("Origin", f"http://{request.host}")
    site = request.headers.get("Sec-Fetch-Site", "none")
    reading = request.method in ("GET", "HEAD") and request.path == "/"
    return (
        name in OWN_NAMES
        and origin == f"http://{request.host}"
        and (site in OWN_SITES or reading)
    )


@web.middleware
async def only_own(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site may have sent."""
    if not is_own(request):
        return web.Response(status=403, text="This page answers this machine only.\n")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Let the page load nothing from elsewhere."""
    if not request.path.startswith("/bot"):
        response.headers.update(HEADERS)
