"""What shell commands share: settings, the store, the clock, how to fail."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.rules.ballot.ballot import Ballot
    from storage.engine import Store
    from storage.opening import Opened


def fail(sentence: str) -> NoReturn:
    """Print one sentence to stderr and exit with status 1."""
    typer.echo(f"mantelpiece: {sentence}", err=True)
    raise typer.Exit(1)


@dataclass(slots=True)
class Shell:
    """One call of the program: the settings file it was given."""

    config: Path | None = None

    def settings(self) -> "Settings":
        """Load the settings, or fail."""
        from bot import config

        try:
            return config.load(self.config)
        except config.ConfigError as error:
            fail(str(error))

    @contextlib.contextmanager
    def reading(self, language: str) -> Iterator[None]:
        """Say everything inside in this language, or fail where there is none."""
        from bot.config import catalogues
        from bot.rules.care.bad_file import BadFile
        from bot.texts import languages

        if language == languages.ENGLISH:
            yield
            return
        try:
            found = catalogues.read(self.settings().texts)
        except BadFile as error:
            fail(str(error))
        if language not in found.codes:
            fail(f"There is no language {language!r}: {', '.join(found.codes)}.")
        with found.reading(language):
            yield

    @contextlib.contextmanager
    def store(self, *, alone: bool = False) -> "Iterator[Store]":
        """Open the store and close it afterwards; fail where the database does."""
        with self.opened(alone=alone) as opened:
            yield opened.store

    @contextlib.contextmanager
    def opened(
        self, *, alone: bool = False, shared: bool = False
    ) -> "Iterator[Opened]":
        """Do the same, and keep the lock at hand."""
        from storage import opening
        from storage.privacy import integrity_check

        url = self.settings().storage.url
        try:
            opened = opening.open_store(url, alone=alone, shared=shared)
        except opening.CannotOpen as error:
            fail(str(error))
        try:
            yield opened
        except (typer.Exit, typer.Abort, typer.exceptions.TyperException):
            raise
        except opening.CannotOpen as error:
            fail(str(error))
        except Exception as error:
            if said := integrity_check.sentence(url, error):
                fail(said)
            raise
        finally:
            opened.close()

    def ballot(self, store: "Store", name: str | None) -> "Ballot":
        """Find the ballot of this name; with one ballot the name may be left out."""
        from storage import ballots

        found = store.read(ballots.every)
        if name is not None:
            found = [ballot for ballot in found if ballot.name == name]
        if len(found) == 1:
            return found[0]
        if name is not None:
            fail(f"There is no ballot {name!r}. See: mantelpiece ballot list")
        if not found:
            fail(
                "There is no ballot yet. Make one: "
                'mantelpiece ballot new "My ballot" --closes 2027-03-11T12:00'
            )
        fail("There are several ballots. Say which one: --ballot NAME")


def today_or(now: Callable[[], dt.datetime], today: dt.datetime | None) -> dt.datetime:
    """Return noon (UTC) of the day given, else now."""
    if today is None:
        return now()
    return today.replace(hour=12, tzinfo=dt.UTC)


def now() -> dt.datetime:
    """Return the time by the program's clock."""
    from bot import clock

    return clock.utc_now()
