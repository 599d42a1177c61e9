"""Ask Telegram whether somebody is still in the group (S4)."""

import datetime as dt

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.delivery import request
from bot.usecases.team.membership import Membership

# How long a confirmed membership counts where Telegram gives no answer.
COUNTS = dt.timedelta(hours=24)
# A confirmation younger than this is not saved again.
YOUNG = dt.timedelta(hours=1)
_OUT = (ChatMember.LEFT, ChatMember.BANNED)
_NEVER_IN = ("participant_id_invalid", "user not found", "member not found")


async def inside(bot: Bot, place: Membership) -> bool | None:
    """Whether they are in the group; None where Telegram gives no answer.

    Raises TooMany and ChatMigrated for the caller to handle.
    """
    try:
        member = await bot.get_chat_member(place.group_id, place.user_id)
    except (request.TooMany, ChatMigrated):
        raise
    except BadRequest as error:
        words = error.message.lower()
        return False if any(one in words for one in _NEVER_IN) else None
    except TelegramError:
        return None
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _OUT


def counts(place: Membership, now: dt.datetime) -> bool:
    """Whether the last confirmation still counts where Telegram gives no answer."""
    return place.confirmed_at is not None and now - place.confirmed_at <= COUNTS


def young(place: Membership, now: dt.datetime) -> bool:
    """Whether the last confirmation is too recent to save another."""
    return place.confirmed_at is not None and now - place.confirmed_at <= YOUNG
