"""From ids to words at the moment of sending: the one door for member data."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from bot.delivery.send import clock_pictures, invite_picture, stats_pictures
from bot.rules import general_endings, public
from bot.rules.ballot import endings as balloting_endings
from bot.rules.care import endings as needs_endings
from bot.rules.endings import kinds
from bot.rules.lists import endings as sheet_endings
from bot.rules.nudges import endings as posting_endings
from bot.rules.privacy import endings as guarding_endings
from bot.rules.queue import endings as work_endings
from bot.rules.queue import queue_rules
from bot.rules.replies import alarms as alarm_endings
from bot.rules.replies import endings as speaking_endings
from bot.rules.stats import endings as stats_endings
from bot.rules.stats import plan
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.texts import general_endings as general_words
from bot.texts import messages
from bot.texts.care import endings as care_endings
from bot.texts.lists import endings as lists_endings
from bot.texts.privacy import endings as privacy_endings
from bot.texts.queue import endings as queue_endings
from bot.texts.queue import scripts
from bot.texts.replies import alarms
from bot.texts.replies import endings as replies_endings
from bot.texts.team import join_endings as join_words
from bot.usecases import outbox_codec
from bot.usecases.care import screens as care_screens
from bot.usecases.lists import screens as lists_screens
from bot.usecases.nudges import screens as nudges_screens
from bot.usecases.queue import screens as queue_screens
from bot.usecases.replies import screens as replies_screens
from bot.usecases.stats import screens as stats_screens
from bot.usecases.team import screens as team_screens
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
    Group(work_endings.Ending, queue_screens.for_work, queue_endings.say),
    Group(
        general_endings.Ending,
        lambda *_: None,
        lambda ending, _: general_words.say(ending),
    ),
    Group(join_endings.Ending, team_screens.for_joining, join_words.say),
    Group(team_endings.Ending, team_screens.for_team, invite_picture.say),
    Group(guarding_endings.Ending, team_screens.for_guarding, privacy_endings.say),
    Group(alarm_endings.Ending, queue_screens.for_alarm, alarms.say),
    Group(speaking_endings.Ending, replies_screens.facts, replies_endings.say),
    Group(needs_endings.Ending, care_screens.facts, care_endings.say),
    Group(
        posting_endings.Ending, nudges_screens.facts, clock_pictures.say, assumes=True
    ),
    Group(balloting_endings.Ending, nudges_screens.for_balloting, clock_pictures.setup),
    Group(sheet_endings.Ending, lists_screens.facts, lists_endings.say),
    Group(
        stats_endings.Ending,
        stats_screens.facts,
        stats_pictures.say,
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
        numbers: queue_rules.Settings = queue_rules.DEFAULTS,
    ) -> None:
        self._clock = clock
        self._wording = wording
        self._assumed = assumed or plan.Settings()
        self._numbers = numbers

    def render(self, session: Session, entry: outbox.Entry) -> messages.Said | None:
        """What a row says now; None where it makes no sense any more."""
        ending = outbox_codec.unpack(entry.ending)
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
        return queue_endings.in_private_to(len(entries))

    def opening(self, entry: outbox.Entry) -> messages.Message:
        """The line sent before a card."""
        return queue_endings.opening()
