"""`/invite [n]`: a link for one or n people, valid 72 hours; only its hash is kept."""

import datetime as dt

from bot.rules import general_endings, hashing
from bot.rules.team import endings as team_endings
from bot.usecases.context import Context
from storage.privacy import key_and_erasures
from storage.queue import cards
from storage.team import invites

LASTS = dt.timedelta(hours=72)
MOST = 200


def invite(context: Context) -> object:
    """Make a fresh invitation, with its QR code and a text to paste elsewhere."""
    asked = context.words
    if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked) <= MOST):
        context.tell(general_endings.NotAllowed("how many"))
        return general_endings.NotAllowed("how many")
    made = invites.add(
        context.session,
        context.ballot.id,
        context.person.id,
        context.now,
        context.now + LASTS,
        int(asked or 1),
    )
    key = key_and_erasures.key(context.session)
    invites.set_hash(context.session, made.id, hashing.of_code(key, code(key, made)))
    context.note("invited", detail=f"{made.uses_left} uses")
    ending = team_endings.Invited(
        made.id, context.panel("invite", {"invite": made.id}), context.bot_name
    )
    context.tell(ending)
    return ending


def code(key: bytes, made: invites.Invite) -> str:
    """Make the code of an invitation, each time it is shown; it is never stored."""
    return hashing.code(key, "invite", str(made.id), made.made_at.isoformat())


def revoke(context: Context, panel: cards.Panel, _code: str) -> object:
    """Revoke an invitation: nobody else joins by it."""
    made = invites.get(context.session, int(str(panel.about["invite"])))
    if made.revoked_at is not None:
        return general_endings.NotAllowed("expired")
    invites.revoke(context.session, made.id, context.now)
    context.note("invite revoked")
    context.delete_message()
    context.tell(team_endings.Revoked())
    return team_endings.Revoked()
