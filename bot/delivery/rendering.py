"""From ids to words at the moment of sending: the one door for member data."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from bot.delivery import drawing, illustrating, inviting
from bot.rules import plan, queue
from bot.rules.endings import alarms as alarm_endings
from bot.rules.endings import balloting as balloting_endings
from bot.rules.endings import guarding as guarding_endings
from bot.rules.endings import joining as joining_endings
from bot.rules.endings import kinds, public
from bot.rules.endings import needs as needs_endings
from bot.rules.endings import posting as posting_endings
from bot.rules.endings import sheets as sheet_endings
from bot.rules.endings import speaking as speaking_endings
from bot.rules.endings import stats as stats_endings
from bot.rules.endings import team as team_endings
from bot.rules.endings import work as work_endings
from bot.texts import (
    alarms,
    guarding,
    joining,
    messages,
    needs,
    scripts,
    speaking,
    spreadsheets,
    work,
)
from bot.usecases import (
    saying,
    showing,
    showing_needs,
    showing_posting,
    showing_sheets,
    showing_stats,
    showing_team,
    showing_words,
)
from storage import outbox


class Group(NamedTuple):
    """A group of screens: its endings, what they show, its words."""

    endings: Any
    facts: Callable[..., Any]
    say: Callable[[Any, Any], messages.Said | None]
    assumes: bool = False
    """Whether its facts rest on what is assumed of turnout."""
    counts: bool = False
    """Whether they count who could be handed out, by the order of the queue."""


GROUPS = (
    Group(work_endings.Ending, showing.for_work, work.say),
    Group(joining_endings.Ending, showing_team.for_joining, joining.say),
    Group(team_endings.Ending, showing_team.for_team, inviting.say),
    Group(guarding_endings.Ending, showing_team.for_guarding, guarding.say),
    Group(alarm_endings.Ending, showing.for_alarm, alarms.say),
    Group(speaking_endings.Ending, showing_words.facts, speaking.say),
    Group(needs_endings.Ending, showing_needs.facts, needs.say),
    Group(
        posting_endings.Ending, showing_posting.facts, illustrating.say, assumes=True
    ),
    Group(balloting_endings.Ending, showing_posting.for_balloting, illustrating.setup),
    Group(sheet_endings.Ending, showing_sheets.facts, spreadsheets.say),
    Group(
        stats_endings.Ending,
        showing_stats.facts,
        drawing.say,
        assumes=True,
        counts=True,
    ),
)
_BY_ENDING = {kind: group for group in GROUPS for kind in kinds(group.endings)}


class NotPrivate(Exception):
    """What may show a member was to go to a group; it is not sent (S1)."""


class Rendering:
    """Words for the sender; see delivery.ports.Words."""

    def __init__(
        self,
        clock: Callable[[], dt.datetime],
        assumed: plan.Settings | None = None,
        wording: scripts.Scripts | None = None,
        numbers: queue.Settings = queue.DEFAULTS,
    ) -> None:
        self._clock = clock
        self._wording = wording
        self._assumed = assumed or plan.Settings()
        self._numbers = numbers

    def render(self, session: Session, entry: outbox.Entry) -> messages.Said | None:
        """What a row says now; None where it makes no sense any more."""
        ending = saying.unpack(entry.about)
        if entry.chat_id <= 0 and not isinstance(ending, public.Public):
            raise NotPrivate(type(ending).__name__)
        group = _BY_ENDING[type(ending)]
        assumed = (self._assumed,) if group.assumes else ()
        counting = (self._numbers,) if group.counts else ()
        facts = group.facts(session, ending, self._clock(), *assumed, *counting)
        # a picture takes a while: nobody's write waits for what was read for it
        session.rollback()
        return group.say(ending, self._wording.into(facts) if self._wording else facts)

    def merge(
        self, session: Session, entries: Sequence[outbox.Entry]
    ) -> messages.Message | None:
        """One line for several acknowledgements that wait in a group."""
        return work.in_private_to(len(entries))

    def opening(self, entry: outbox.Entry) -> messages.Message:
        """The line sent before a card."""
        return work.opening()
