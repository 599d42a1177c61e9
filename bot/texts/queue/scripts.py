"""Scripts from a file: what to say and write, by state, phase and channel."""

import string
import tomllib
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.outcomes import Outcome
from bot.rules.queue import bands, pins
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.rules.replies.screens import ScriptFacts
from bot.texts import languages, words

PLACEHOLDERS = frozenset(
    {
        *("name", "advocate", "branch", "ballot"),
        *("last_posting_day", "collection", "cutoff", "closes"),
    }
)
BRANCH = languages.mark("your union branch")
"""Stands for the branch where the ballot names none."""
THEIR_NAME = languages.mark("[their name]")
YOUR_NAME = languages.mark("[your name]")
"""Stand for the names where no card is open."""
READY_LENGTH = 200
"""Longest text before its placeholders are filled: a copy button takes 256."""
ANSWERED = languages.mark(
    "Hi {name}, {advocate} from {branch} here. About your question: {answer}"
)
"""The ready text while the organisers' answer has not been passed on."""
STATES = frozenset(bands.NAMES)


class ScriptsError(Exception):
    """The file with the scripts cannot be used; the message says what to do."""


class Entry(BaseModel):
    """One text, with the states and phases it is for; without any it fits always."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Annotated[str, Field(min_length=1, max_length=1000)]
    states: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()

    def fits(self, state: str, phase: str) -> bool:
        """Whether it is for a member in this state in this phase."""
        in_state = not self.states or state in self.states
        return in_state and (not self.phases or phase in self.phases)


Entries = Annotated[tuple[Entry, ...], Field(min_length=1)]


class Scripts(BaseModel):
    """All texts of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    avoid: tuple[str, ...] = ()
    how_to_replace: str
    say: Entries
    text: Entries
    work: Entries

    def fill(self, facts: CardFacts) -> CardFacts:
        """Fill in what to say, to text and to send to a work address."""
        voted = facts.member.outcome is Outcome.VOTED
        band = Band.HEARSAY if voted else pins.before(facts.member).band
        state = next((name for name, one in bands.NAMES.items() if one is band), "")
        phase = timetable.phase(facts.ballot, facts.now)
        advocate = facts.advocate.partition(" ")[0]
        filled = values(facts.ballot, facts.member.known_as, advocate)
        ready = languages.say(_first(self.text, state, phase), **filled)
        if facts.answer:
            ready = languages.say(ANSWERED, **filled, answer=facts.answer)
        return replace(
            facts,
            script=languages.say(_first(self.say, state, phase), **filled),
            ready_text=ready,
            work_text=languages.say(_first(self.work, state, phase), **filled),
            how_to_replace=languages.say(self.how_to_replace),
        )

    def fill_script(self, facts: ScriptFacts) -> ScriptFacts:
        """Fill in what to say for a card, and to anybody in this phase."""
        card = self.fill(facts.card) if facts.card else None
        script = self.in_phase(facts.ballot, facts.phase)
        return replace(facts, card=card, script=script)

    def in_phase(self, ballot: Ballot, phase: str) -> str:
        """Fill in what to say to anybody in this phase."""
        filled = values(ballot, languages.say(THEIR_NAME), languages.say(YOUR_NAME))
        return languages.say(_first(self.say, "", phase), **filled)


def values(ballot: Ballot, name: str, advocate: str) -> dict[str, str]:
    """List what fills each placeholder."""
    table = timetable.of(ballot)
    cutoff = table.replacement_cutoff
    return {
        "name": name,
        "advocate": advocate,
        "branch": ballot.branch or languages.say(BRANCH),
        "ballot": ballot.name,
        "last_posting_day": words.day(table.last_day),
        "collection": words.hour(ballot.collected_at),
        "cutoff": f"{words.day(cutoff)} {words.hour(cutoff)}"
        if cutoff
        else languages.say("the close"),
        "closes": f"{words.day(table.closes)} {words.hour(table.closes)}",
    }


def parse(text: str) -> Scripts:
    """Read the scripts of a file; raises ScriptsError with one sentence."""
    try:
        found = Scripts.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ScriptsError(f"it is not a TOML file: {error}.") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ScriptsError(f"{where}: {first['msg']}.") from None
    for kind, entries in (
        ("say", found.say),
        ("text", found.text),
        ("work", found.work),
    ):
        _check(found, kind, entries)
    return found


def _check(scripts: Scripts, kind: str, entries: tuple[Entry, ...]) -> None:
    """Check that texts can be filled and are short, and that the last always fits."""
    for entry in entries:
        start = f"[[{kind}]] “{entry.text[:30]}…”"
        if wrong := sorted(_named(entry.text, start) - PLACEHOLDERS):
            raise ScriptsError(f"{start} has a placeholder nobody knows: {wrong[0]}.")
        if wrong := sorted({*entry.states} - STATES | {*entry.phases} - {*Phase}):
            raise ScriptsError(f"{start} names no state or phase: {wrong[0]}.")
        if kind != "say" and len(entry.text) > READY_LENGTH:
            raise ScriptsError(f"{start} is longer than {READY_LENGTH} characters.")
        bad = [one for one in scripts.avoid if one.lower() in entry.text.lower()]
        if kind == "work" and bad:
            raise ScriptsError(f"{start} holds “{bad[0]}”, which is to be avoided.")
    if entries[-1].states or entries[-1].phases:
        raise ScriptsError(f"the last [[{kind}]] must be without states and phases.")


def _named(text: str, start: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError as error:
        raise ScriptsError(f"{start} cannot be filled: {error}.") from None


def _first(entries: tuple[Entry, ...], state: str, phase: str) -> str:
    return next(entry.text for entry in entries if entry.fits(state, phase))
