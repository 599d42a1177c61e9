"""The sections of the settings; each setting's docstring is what the documents say.

After a change: python -m bench.settings_pages
"""

import datetime as dt
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, queue_rules

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
USUAL = queue_rules.DEFAULTS


class Section(BaseModel):
    """Part of the settings: frozen, unknown keys refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class Telegram(Section):
    """How to reach Telegram, or any server that speaks its Bot API."""

    token: Annotated[SecretStr | None, Field(examples=["123456:replace-me"])] = None
    """What BotFather gave you. Keep it secret: who has it is the bot."""
    base_url: str = "https://api.telegram.org/bot"
    """The server that speaks Telegram's Bot API."""
    base_file_url: str = "https://api.telegram.org/file/bot"
    """Where that server keeps files."""
    ephemeral: bool = False
    """Answer in groups by messages only one person sees. Not yet tried on Telegram
    itself."""


class Storage(Section):
    """Where the data is."""

    url: str = "sqlite:///mantelpiece.db"
    """A file, or PostgreSQL: postgresql://user:password@host/database"""


def _checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an order that is empty, or names what is no band or one band twice."""
    if not names:
        raise PydanticCustomError("empty", "it names no band")
    if not bands.NAMES.keys() >= set(names):
        known = ", ".join(bands.NAMES)
        raise PydanticCustomError("band", f"it may name these bands only: {known}")
    if len(set(names)) < len(names):
        raise PydanticCustomError("double", "it names a band twice")
    return names


def _usual(phase: Phase) -> tuple[str, ...]:
    """Name the bands that give cards in a phase, in their order."""
    names = {band: name for name, band in bands.NAMES.items()}
    return tuple(names[band] for band in USUAL.orders[phase])


Order = Annotated[tuple[str, ...], AfterValidator(_checked)]
Count = Annotated[int, Field(ge=1, le=10_000)]
"""Some, and no more than make sense of minutes, hours or members."""


class Orders(Section):
    """Which members come first, by the phase of the ballot. A band left out gives no
    cards in that phase; only "no paper" is asked after in the last days too, as long as
    another paper can be had. Before the papers have landed only call-backs are given.
    Members an organiser has pinned are in every order: red on top, amber before the
    less important.
    """

    open: Order = _usual(Phase.OPEN)
    """While papers are out."""
    cutoff_near: Order = _usual(Phase.CUTOFF_NEAR)
    """In the five working days before replacements end."""
    posting: Order = _usual(Phase.POSTING)
    """After that."""
    last_days: Order = _usual(Phase.LAST_DAYS)
    """In the last three posting days."""


class Queue(Section):
    """How long members stay with whom, and how many an advocate may see."""

    lease_minutes: Count = USUAL.lease // MINUTE
    """How long a card stays with one advocate."""
    waiting_hours: Count = USUAL.lease_after_message // HOUR
    """How long once a message was left."""
    open_cards: Count = USUAL.open
    """Cards one advocate may hold at a time."""
    cards_an_hour: Count = USUAL.hour
    """Members one advocate may see in an hour."""
    cards_a_day: Count = USUAL.day
    """Members one advocate may see in a day."""
    waiting: Count = USUAL.waiting
    """Members one advocate may wait for."""
    tries: Count = USUAL.tries
    """Tries without an answer until an organiser looks at the member."""
    short_wait_hours: Count = USUAL.short_wait // HOUR
    """Hours to which the waits between tries shrink in the last three posting days; so
    long a promise or call-back that is due stays with its advocate then."""
    active_hours: Count = USUAL.active // HOUR
    """Hours for which somebody who did anything counts as active: they keep their
    promises and call-backs."""
    ripe_hours: Count = USUAL.ripe // HOUR
    """Hours a promise or call-back that is due stays with its advocate untouched."""
    orders: Annotated[Orders, Field(title="The order of the queue")] = Orders()

    def as_rules(self) -> queue_rules.Settings:
        """All of it as the rules of the queue take it."""
        orders = {
            Phase[phase.upper()]: tuple(bands.NAMES[name] for name in names)
            for phase, names in self.orders
        }
        return queue_rules.Settings(
            orders={**USUAL.orders, **orders},
            short_wait=self.short_wait_hours * HOUR,
            lease=self.lease_minutes * MINUTE,
            lease_after_message=self.waiting_hours * HOUR,
            active=self.active_hours * HOUR,
            ripe=self.ripe_hours * HOUR,
            open=self.open_cards,
            hour=self.cards_an_hour,
            day=self.cards_a_day,
            waiting=self.waiting,
            tries=self.tries,
        )


class Texts(Section):
    """Texts an organiser may change."""

    scripts: Annotated[Path | None, Field(examples=["scripts.toml"])] = None
    """A file with the branch's own scripts."""
