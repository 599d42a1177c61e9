"""The sections of the settings; the documents are made from their docstrings.

After a change: python -m bench.settings_pages
"""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

from bot.rules.ballot.phases import Phase
from bot.rules.nudges import planned_nudge
from bot.rules.queue import bands, queue_rules

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
DEFAULTS = queue_rules.DEFAULTS


class Section(BaseModel):
    """A section of the settings: frozen, without unknown keys."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class Telegram(Section):
    """How to reach Telegram, or any server that speaks its Bot API."""

    token: Annotated[SecretStr | None, Field(examples=["123456:replace-me"])] = None
    """The token BotFather gave you. Keep it secret: whoever has it controls the bot."""
    base_url: str = "https://api.telegram.org/bot"
    """The server that speaks Telegram's Bot API."""
    base_file_url: str = "https://api.telegram.org/file/bot"
    """The address from which that server's files are downloaded."""
    ephemeral: bool = False
    """Answer in groups by messages that only one person sees. Not yet tried on Telegram
    itself."""


def _check_address(url: str | None) -> str | None:
    """Refuse what Telegram does not send to."""
    found = urlsplit(url or "https://any")
    if found.scheme != "https" or not found.hostname or found.query or found.fragment:
        raise PydanticCustomError(
            "address", "it has to look like https://bot.example.org/mantelpiece"
        )
    return url


class Webhook(Section):
    """Have Telegram send what people write to an address of yours. Without it the bot
    asks Telegram, and opens no port. How: docs/running.md
    """

    url: Annotated[
        str | None,
        AfterValidator(_check_address),
        Field(examples=["https://bot.example.org/mantelpiece"]),
    ] = None
    """The address for Telegram: https, at a reverse proxy that passes its path on."""
    host: str = "127.0.0.1"
    """Where the bot listens for the proxy: this machine only. In a container 0.0.0.0,
    on a network that only the proxy shares."""
    port: Annotated[int, Field(ge=1, le=65_535)] = 8800
    """The port on which it listens."""


class Storage(Section):
    """Where the data is stored."""

    url: str = "sqlite:///mantelpiece.db"
    """A file, or PostgreSQL: postgresql://user:password@host/database"""
    backups: Annotated[Path | None, Field(examples=["backups"])] = None
    """A folder of its own for a backup of each night (SQLite only). It has to be there:
    one that is gone may be a disk that is not mounted. It holds members' details."""
    backup_days: Annotated[int, Field(ge=1, le=30)] = 7
    """Days for which a nightly backup is kept; those from before a purge go at once."""


def _check_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an order that is empty, names an unknown band, or names a band twice."""
    if not names:
        raise PydanticCustomError("empty", "it names no band")
    if not bands.NAMES.keys() >= set(names):
        known = ", ".join(bands.NAMES)
        raise PydanticCustomError("band", f"it may name these bands only: {known}")
    if len(set(names)) < len(names):
        raise PydanticCustomError("double", "it names a band twice")
    return names


def _default_order(phase: Phase) -> tuple[str, ...]:
    """List the bands that give cards in a phase, in the order of the rules."""
    names = {band: name for name, band in bands.NAMES.items()}
    return tuple(names[band] for band in DEFAULTS.orders[phase])


Order = Annotated[tuple[str, ...], AfterValidator(_check_order)]
Count = Annotated[int, Field(ge=1, le=10_000)]
"""A number of minutes, hours or members."""


class Orders(Section):
    """Which members come first, by the phase of the ballot. A band left out gives no
    cards in that phase, except that members without a paper come in the last days too
    while they can still get another one. Before the papers have landed only call-backs
    come. Members an organiser has pinned are in every order: red on top, amber before
    the less important bands.
    """

    open: Order = _default_order(Phase.OPEN)
    """While papers are out."""
    cutoff_near: Order = _default_order(Phase.CUTOFF_NEAR)
    """In the five working days before replacements end."""
    posting: Order = _default_order(Phase.POSTING)
    """After replacements have ended."""
    last_days: Order = _default_order(Phase.LAST_DAYS)
    """In the last three posting days: the last collections that can still help."""


class Queue(Section):
    """How long an advocate holds a member, and how many members they may see."""

    lease_minutes: Count = DEFAULTS.lease // MINUTE
    """Minutes for which an advocate holds a card."""
    waiting_hours: Count = DEFAULTS.lease_after_message // HOUR
    """Hours for which an advocate holds a member after leaving a message."""
    open_cards: Count = DEFAULTS.open
    """Cards an advocate may hold at a time."""
    cards_an_hour: Count = DEFAULTS.hour
    """Members an advocate may see in an hour, in all ballots together."""
    cards_a_day: Count = DEFAULTS.day
    """Members an advocate may see in a day, in all ballots together."""
    organiser_cards_an_hour: Count = DEFAULTS.organiser_hour
    """Members an organiser may see in an hour, by whatever way; files count by day."""
    organiser_cards_a_day: Count = DEFAULTS.organiser_day
    """Members an organiser may see in a day, files too. A file with more than what is
    left of it needs a second organiser."""
    waiting: Count = DEFAULTS.waiting
    """Members from whom an advocate may await an answer."""
    tries: Count = DEFAULTS.tries
    """Tries without an answer after which the member goes to the organisers."""
    short_wait_hours: Count = DEFAULTS.short_wait // HOUR
    """In the last three posting days: hours between tries, and for which a promise or
    call-back that is due stays with its advocate."""
    active_hours: Count = DEFAULTS.active // HOUR
    """Hours for which an advocate counts as active after doing anything; only active
    ones keep their promises and call-backs."""
    ripe_hours: Count = DEFAULTS.ripe // HOUR
    """Hours for which a promise or call-back that is due stays with its advocate."""
    untouched_every: Annotated[int, Field(ge=0, le=100)] = DEFAULTS.untouched_every
    """Near the replacement cut-off every so many-th card is for a member never
    contacted; 0: none. What it costs is in `mantelpiece simulate`."""
    households: bool = DEFAULTS.households
    """Up to four members who are rung on one number come together as one call, and are
    never with two advocates at once. With false each of them comes alone."""
    practice_first: bool = DEFAULTS.practice_first
    """Ask for one finished scene of `/practice` before somebody's first card."""
    order: Literal["index", "rules"] = "index"
    """Who comes first where `queue.orders` says nothing else. "index": whoever is
    expected to bring most papers, worked out from the model of `mantelpiece simulate`;
    "rules": the same without it. `docs/order.md` has both."""
    learn_after: Annotated[int, Field(ge=0, le=100_000)] = DEFAULTS.learn_after
    """After so many first tries the branch's own log counts as much as the index does
    in how far "will vote" goes before members never contacted; 0: never. Of 300 tries
    some 25 end in "will post": with fewer, chance would order the queue."""
    orders: Annotated[Orders, Field(title="The order of the queue")] = Orders()

    def as_rules(self) -> queue_rules.Settings:
        """Convert the section into the settings of the queue rules."""
        orders = {
            Phase[phase.upper()]: tuple(bands.NAMES[name] for name in names)
            for phase, names in self.orders
            if phase in self.orders.model_fields_set
        }
        usual = DEFAULTS if self.order == "index" else queue_rules.BY_THE_RULES
        return queue_rules.Settings(
            by_index=usual.by_index,
            learn_after=self.learn_after,
            orders={**usual.orders, **orders},
            short_wait=self.short_wait_hours * HOUR,
            lease=self.lease_minutes * MINUTE,
            lease_after_message=self.waiting_hours * HOUR,
            active=self.active_hours * HOUR,
            ripe=self.ripe_hours * HOUR,
            open=self.open_cards,
            hour=self.cards_an_hour,
            day=self.cards_a_day,
            organiser_hour=self.organiser_cards_an_hour,
            organiser_day=self.organiser_cards_a_day,
            waiting=self.waiting,
            tries=self.tries,
            untouched_every=self.untouched_every,
            households=self.households,
            practice_first=self.practice_first,
        )


class Nudges(Section):
    """What the bot sends unasked."""

    survey: bool = planned_nudge.DEFAULTS.survey
    """Whether advocates are asked on the day after the close how it was for them: three
    taps and a line, anonymous."""

    def as_rules(self) -> planned_nudge.Settings:
        """Convert the section into the settings of the nudge rules."""
        return planned_nudge.Settings(survey=self.survey)


class Texts(Section):
    """Texts that organisers may change."""

    language: Annotated[str, Field(examples=["cy"])] = "en"
    """The language of what is said in groups. In private each person reads their own,
    by their Telegram or `/language`: docs/organisers.md"""
    languages: Annotated[Path | None, Field(examples=["languages"])] = None
    """A folder with catalogues of further languages, such as pl.mo. How to make one:
    CONTRIBUTING.md"""
    scripts: Annotated[Path | None, Field(examples=["scripts.toml"])] = None
    """A file with the branch's own scripts."""
    policies: Annotated[Path | None, Field(examples=["policies.toml"])] = None
    """A file with the branch's own policies for questions and complaints: by when each
    kind is answered, by whom, what to say first. How: docs/member-care.md"""
    scenes: Annotated[Path | None, Field(examples=["scenes"])] = None
    """A folder (or one file) with the branch's own scenes for `/practice`, which come
    before those the program brings. How to write one: docs/member-care.md"""
    faq: Annotated[Path | None, Field(examples=["faq.toml"])] = None
    """A file with the branch's ready answers to questions, which are offered and never
    sent by themselves. How: docs/member-care.md"""


class Health(Section):
    """How others on this machine see whether the bot works. No member data is in it."""

    port: Annotated[int | None, Field(ge=1, le=65_535, examples=[8700])] = None
    """A port on this machine only (127.0.0.1) where `/health` says whether the bot is
    ready, and if not, why: for `mantelpiece health` and a container's health check."""
    metrics: bool = False
    """Whether `/metrics` on that port tells counts to Prometheus: docs/running.md"""
