"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from bot.demo.telegram import refusals, update_queue
from bot.demo.telegram.models import Json
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import World

LONGEST_POLL = 50
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TWO_POLLERS = (
    "terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def get_updates(world: World, params: Params) -> list[Json]:
    """Give updates from the offset on; waits for one up to the timeout."""
    if world.webhook:
        raise refusals.conflict(WEBHOOK_ACTIVE)
    _ask_for(world, params)
    world.feed.confirm(params.number("offset"))
    limit = min(
        max(params.number("limit", update_queue.MOST_AT_ONCE), 1),
        update_queue.MOST_AT_ONCE,
    )
    world.feed.interrupt()
    seconds = min(params.number("timeout"), LONGEST_POLL)
    if (
        not world.feed.waiting(limit)
        and seconds > 0
        and not await world.feed.wait(seconds)
    ):
        raise refusals.conflict(TWO_POLLERS)
    return world.feed.waiting(limit)


def _ask_for(world: World, params: Params) -> None:
    """Note the kinds wanted from now on; not named, they stay as they were."""
    allowed = params.json("allowed_updates")
    if allowed is not None:
        world.feed.allowed = list(allowed)


def set_webhook(world: World, params: Params) -> bool:
    """Note the address for updates; the stand-in itself sends none there."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise refusals.bad("bad webhook: An HTTPS URL must be provided for webhook")
    world.webhook, world.secret = url, params.text("secret_token")
    world.feed.interrupt()
    _ask_for(world, params)
    _drop(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Back to polling."""
    world.webhook = ""
    _drop(world, params)
    return True


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.feed.entries.clear()


def get_webhook_info(world: World, _params: Params) -> Json:
    """How updates travel now."""
    shape: Json = {"url": world.webhook, "has_custom_certificate": False}
    shape["pending_update_count"] = len(world.feed.waiting(len(world.feed.entries)))
    if world.feed.allowed:
        shape["allowed_updates"] = world.feed.allowed
    return shape
