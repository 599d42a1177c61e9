"""Turn ids into words at the moment of sending: the only way for member data out."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlmodel import Session

from bot.delivery.send.row_kinds import RowKind
from bot.delivery.send.screens import (
    ballot,
    care,
    feedback,
    general,
    lists,
    nudges,
    privacy,
    queue,
    replies,
    screen,
    stats,
    team,
)
from bot.rules import public
from bot.rules.care.handbook import Handbook
from bot.rules.nudges import planned_nudge
from bot.rules.queue import queue_rules
from bot.rules.stats import plan
from bot.texts import languages, messages
from bot.texts.queue import endings as queue_endings
from bot.texts.queue import scripts
from bot.usecases import outbox_codec
from bot.usecases.moment import Moment
from storage.outbox import outbox_entry

SCREENS: tuple[screen.AnyScreen, ...] = (
    *general.SCREENS,
    *queue.SCREENS,
    *replies.SCREENS,
    *ballot.SCREENS,
    *nudges.SCREENS,
    *lists.SCREENS,
    *team.SCREENS,
    *stats.SCREENS,
    *care.SCREENS,
    *feedback.SCREENS,
    *privacy.SCREENS,
)


class NotPrivate(Exception):
    """A message that may show a member was meant for a group; it is not sent (S1)."""


class Renderer:
    """Renders rows of the outbox."""

    def __init__(
        self,
        clock: Callable[[], dt.datetime],
        assumed: plan.Settings | None = None,
        wording: scripts.Scripts | None = None,
        numbers: queue_rules.Settings = queue_rules.DEFAULTS,
        handbook: Handbook | None = None,
        nudge_settings: planned_nudge.Settings = planned_nudge.DEFAULTS,
        catalogues: languages.Languages | None = None,
        in_groups: str = languages.ENGLISH,
    ) -> None:
        self._screens = screen.by_ending(SCREENS)
        self._clock = clock
        self._wording = wording
        self._assumed = assumed or plan.Settings()
        self._numbers = numbers
        self._handbook = handbook or Handbook()
        self._nudges = nudge_settings
        self._languages = catalogues or languages.Languages()
        self._in_groups = in_groups

    def render(
        self, session: Session, entry: outbox_entry.Entry
    ) -> messages.Rendered | None:
        """Render a row as things are now; None if it makes no sense any more."""
        ending = outbox_codec.unpack(entry.ending)
        if entry.chat_id <= 0 and not isinstance(ending, public.Public):
            raise NotPrivate(type(ending).__name__)
        moment = Moment(
            session,
            self._clock(),
            self._assumed,
            self._numbers,
            self._handbook,
            self._nudges,
        )
        with self.reading(entry):
            return self._screens[type(ending)].show(moment, ending, self._wording)

    def reading(self, entry: outbox_entry.Entry) -> AbstractContextManager[None]:
        """Say everything inside in the language of whoever reads this row.

        Everybody reads what is said to a group: its language is a setting.
        """
        in_group = self._in_groups if entry.chat_id < 0 else languages.ENGLISH
        return self._languages.reading(entry.language or in_group)

    def translated(self, message: messages.Message, language: str) -> messages.Message:
        """Say the words of a message, a marked text, in a language."""
        with self._languages.reading(language):
            return replace(message, text=languages.say(message.text))

    def merge(
        self, _session: Session, entries: Sequence[outbox_entry.Entry]
    ) -> messages.Message | None:
        """Render several acknowledgements that wait in a group as one line."""
        with self.reading(entries[0]):
            return queue_endings.in_private_to(len(entries))

    def opening(self, entry: outbox_entry.Entry) -> messages.Message:
        """Render the line sent before a card, or before another sight of a member."""
        with self.reading(entry):
            return queue_endings.opening(for_card=entry.kind == RowKind.CARD)
