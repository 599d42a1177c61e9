"""The end point on this machine: is the bot ready, and the metrics if switched on."""

from aiohttp import web

from bot.delivery.health import pulse
from storage import outages

HOST = "127.0.0.1"
PATH, METRICS_PATH = "/health", "/metrics"


class PortTaken(Exception):
    """The port of the end point cannot be used; the message says what to do."""


class Server:
    """Answers on loopback from before the bot meets Telegram until it has stopped."""

    def __init__(self, port: int | None, of: pulse.Pulse, *, metrics: bool) -> None:
        self.port = port
        self._pulse = of
        self._metrics = metrics
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, if a port is set; raises PortTaken."""
        if self.port is None:
            return
        app = web.Application()
        app.router.add_get(PATH, self._health)
        if self._metrics:
            app.router.add_get(METRICS_PATH, self._page)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self.port).start()
        except OSError as error:
            await self.stop()
            raise PortTaken(
                f"Port {self.port} of [health] cannot be used: {error.strerror}. "
                "Choose another one, or take the setting out."
            ) from None

    async def stop(self) -> None:
        """Close the port."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _health(self, _request: web.Request) -> web.Response:
        why = self._pulse.why_not()
        if why:
            return web.json_response({"ready": False, "why": why}, status=503)
        return web.json_response({"ready": True})

    async def _page(self, _request: web.Request) -> web.Response:
        from bot.delivery.health import metrics  # loaded only where it is asked for

        try:
            waits = await self._pulse.backlog()
        except Exception as error:
            if not (outages.passing(error) or outages.damaged(error)):
                raise
            waits = None
        page = metrics.page(self._pulse, waits)
        return web.Response(body=page, headers={"Content-Type": metrics.TYPE})
