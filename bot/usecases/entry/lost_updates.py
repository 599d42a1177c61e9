"""Ask for messages again whose updates were given up or never received."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.usecases import outgoing
from storage import ballots, members
from storage.team import chats, people


def set_aside(session: Session, chat_id: int, now: dt.datetime) -> None:
    """Ask whose update was given up to send it again, in private."""
    if chat_id > 0:
        outgoing.post(session, general_endings.SendAgain(), chat_id, now)


def after_silence(session: Session, now: dt.datetime) -> None:
    """Tell groups and holders that messages may be lost after a long outage (P3)."""
    ending = general_endings.WasAway()
    for ballot in ballots.every(session):
        for chat in chats.linked(session, ballot.id):
            outgoing.post(session, ending, chat.id, now)
        for person in people.team(session, ballot.id):
            if members.held(session, person.id, ballot.id):
                outgoing.say(session, ending, person.telegram_id, now)
