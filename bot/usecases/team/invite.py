"""`/invite [n]`: a link for one or n people, valid 72 hours; only its hash is kept."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings, hashing
from bot.rules.team import endings as team_endings
from bot.usecases.context import Context
from storage.privacy import audit, key_and_erasures
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
    made = make(
        context.session,
        context.ballot.id,
        context.now,
        int(asked or 1),
        context.person.id,
    )
    ending = team_endings.Invited(
        made.id, context.panel("invite", {"invite": made.id}), context.bot_name
    )
    context.tell(ending)
    return ending


def make(
    session: Session, ballot_id: int, now: dt.datetime, uses: int, by: int | None
) -> invites.Invite:
    """Make an invitation for so many people; `by` nobody of the team in the shell."""
    made = invites.add(session, ballot_id, by, now, now + LASTS, uses)
    key = key_and_erasures.key(session)
    invites.set_hash(session, made.id, hashing.of_code(key, code(key, made)))
    audit.record(
        session,
        "invited",
        now,
        ballot_id=ballot_id,
        person_id=by,
        detail=f"{made.uses_left} uses",
    )
    return made


def link(session: Session, made: invites.Invite, bot_name: str) -> str:
    """Make the address by which people join."""
    key = key_and_erasures.key(session)
    return f"https://t.me/{bot_name}?start={code(key, made)}"


def code(key: bytes, made: invites.Invite) -> str:
    """Make the code of an invitation, each time it is shown; it is never stored."""
    return hashing.code(key, "invite", str(made.id), made.made_at.isoformat())


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Send the page to print, or revoke the invitation: nobody else joins by it."""
    made = invites.get(context.session, int(str(panel.about["invite"])))
    if made.revoked_at is not None or made.expires_at <= context.now:
        return general_endings.NotAllowed("expired")
    if code == "sheet":
        sheet = team_endings.AdvocateSheet(context.ballot.id, made.id, context.bot_name)
        context.tell(sheet)
        return sheet
    invites.revoke(context.session, made.id, context.now)
    context.note("invite revoked")
    context.delete_message()
    context.tell(team_endings.Revoked())
    return team_endings.Revoked()
