"""Check what Telegram says of the bot: its token, webhook, clock and groups."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping

from telegram import Bot, ChatMember, ChatMemberAdministrator, User
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.delivery import reach, request

MOST_APART = dt.timedelta(minutes=1)
"""How far this machine's clock may be from Telegram's."""


def of_account(bot: Bot, now: dt.datetime) -> Iterator[str]:
    """List what Telegram's answer to "who am I?" tells of the bot and of the clock."""
    if bot.bot.can_read_all_group_messages:
        yield (
            "Privacy mode is off, so Telegram shows the bot every message of a group, "
            "though it keeps none. At BotFather: /setprivacy, your bot, Enable."
        )
    if bot.bot.can_join_groups is False:
        yield (
            "The bot may not be added to groups. At BotFather: /setjoingroups, your "
            "bot, Enable."
        )
    if fault := _clock(bot, now):
        yield fault


async def faults(
    bot: Bot,
    account: Callable[[User], Iterable[str]],
    groups: Mapping[int, str],
    now: dt.datetime,
    webhook: str | None = None,
) -> list[str]:
    """List each fault with its remedy.

    `account` lists those of the bot's account; `groups` names the ballot of each group;
    `webhook` is the address of the settings.
    """
    try:
        await bot.initialize()
        about_account = [*account(bot.bot), *of_account(bot, now)]
        return [*about_account, *[one async for one in _faults(bot, groups, webhook)]]
    except InvalidToken:
        return ["Telegram does not know this token. Copy it again from BotFather."]
    except TelegramError as error:
        why, _ = reach.failure(error, failures=1)
        return [
            f"Telegram cannot be reached: {why}. Look at the network and "
            "telegram.base_url."
        ]


async def _faults(
    bot: Bot, groups: Mapping[int, str], webhook: str | None
) -> AsyncIterator[str]:
    info = await bot.get_webhook_info()
    if webhook is None and info.url:
        yield (
            "A webhook is set, so Telegram gives this bot's updates to another "
            "program. Stop that one; the next start of this bot takes the webhook away "
            "(deleteWebhook)."
        )
    elif webhook is not None and info.url != webhook:
        yield (
            "Telegram does not send to [webhook] url. Start the bot: it tells Telegram."
        )
    elif webhook and info.last_error_date and info.pending_update_count:
        yield (
            f"Telegram cannot deliver {info.pending_update_count} updates to [webhook] "
            "url. Look at the reverse proxy, its certificate and its log."
        )
    for chat_id, ballot in groups.items():
        if fault := await _group(bot, chat_id, ballot):
            yield fault


def _clock(bot: Bot, now: dt.datetime) -> str | None:
    """Compare the clock with the date of Telegram's last answer."""
    wire = bot.request
    told = wire.answered_at if isinstance(wire, request.Request) else None
    if told is None or abs(now - told) <= MOST_APART:
        return None
    side = "ahead of" if now > told else "behind"
    apart = round(abs(now - told).total_seconds())
    return (
        f"This machine's clock is {apart} seconds {side} Telegram's. Set it right, "
        "best by itself: timedatectl set-ntp true"
    )


async def _group(bot: Bot, chat_id: int, ballot: str) -> str | None:
    """Look whether the bot is in a group, and may delete what does not belong there."""
    try:
        place = await bot.get_chat_member(chat_id, bot.id)
    except (BadRequest, Forbidden):
        place = None
    if place is None or place.status in (ChatMember.LEFT, ChatMember.BANNED):
        return (
            f"The bot is not in the group of {ballot!r}. Add it there again, and send "
            "/link in the group."
        )
    if isinstance(place, ChatMemberAdministrator) and place.can_delete_messages:
        return None
    return (
        f"In the group of {ballot!r} the bot may not delete messages. Make it an "
        "administrator there, with only that right."
    )
