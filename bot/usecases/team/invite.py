"""`/invite [n]`: a link for one person or n, for 72 hours; only its hash is kept."""

import datetime as dt

from bot.rules import hashing
from bot.rules.team import endings as team_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from storage.privacy import key_and_erasures
from storage.queue import cards
from storage.team import invites

LASTS = dt.timedelta(hours=72)
MOST = 200


def invite(desk: Context) -> object:
    """A fresh invitation, with its QR code and a text to paste elsewhere."""
    asked = desk.words
    if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked) <= MOST):
        desk.tell(joining.NotAllowed("how many"))
        return joining.NotAllowed("how many")
    made = invites.add(
        desk.session,
        desk.ballot.id,
        desk.person.id,
        desk.now,
        desk.now + LASTS,
        int(asked or 1),
    )
    key = key_and_erasures.key(desk.session)
    invites.hash_is(desk.session, made.id, hashing.of_code(key, code(key, made)))
    desk.note("invited", detail=f"{made.uses_left} uses")
    ending = team_endings.Invited(
        made.id, desk.panel("invite", {"invite": made.id}), desk.bot_name
    )
    desk.tell(ending)
    return ending


def code(key: bytes, made: invites.Invite) -> str:
    """The code of an invitation: made again whenever it is shown, never stored."""
    return hashing.code(key, "invite", str(made.id), made.made_at.isoformat())


def revoke(desk: Context, panel: cards.Panel, code: str) -> object:
    """Nobody else comes in by it."""
    made = invites.get(desk.session, int(str(panel.about["invite"])))
    if made.revoked_at is not None:
        return joining.NotAllowed("expired")
    invites.revoke(desk.session, made.id, desk.now)
    desk.note("invite revoked")
    if desk.arrival.message_id is not None:
        desk.delete(desk.arrival.chat_id, desk.arrival.message_id)
    desk.tell(team_endings.Revoked())
    return team_endings.Revoked()
