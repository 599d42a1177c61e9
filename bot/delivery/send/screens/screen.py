"""A screen: an ending, the function that gathers its facts, and its words.

The three are tied by type: mypy refuses a function that gathers for another ending,
and words that take other facts.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.rules import endings
from bot.texts.messages import Rendered
from bot.texts.queue.scripts import Scripts
from bot.usecases.moment import Moment

Ending = TypeVar("Ending")
Facts = TypeVar("Facts")


class WrongScreens(Exception):
    """These endings have no screen, or more than one."""


class AnyScreen(Protocol):
    """A screen of any ending: what a table holds."""

    @property
    def ending(self) -> type[object]:
        """Return the type of ending it shows."""

    def show(
        self, moment: Moment, ending: object, scripts: Scripts | None
    ) -> Rendered | None:
        """Render the ending as things are now; None if it makes no sense any more."""


@dataclass(frozen=True)
class Screen(Generic[Ending, Facts]):
    """The screen of one ending; `gather` gives None where nothing is left to say.

    `fill` puts the texts of the organisers' file into what is shown.
    """

    ending: type[Ending]
    gather: Callable[[Moment, Ending], Facts | None]
    say: Callable[[Ending, Facts], Rendered]
    fill: Callable[[Scripts, Facts], Facts] | None = None

    def show(
        self, moment: Moment, ending: object, scripts: Scripts | None
    ) -> Rendered | None:
        """Gather the facts, then put them into words."""
        if not isinstance(ending, self.ending):
            raise TypeError(f"{type(ending).__name__} is not {self.ending.__name__}")
        facts = self.gather(moment, ending)
        # drawing a picture takes a while: end the read before it, so no write waits
        moment.session.rollback()
        if facts is None:
            return None
        if self.fill is not None and scripts is not None:
            facts = self.fill(scripts, facts)
        return self.say(ending, facts)


def plain(
    ending: type[Ending], say: Callable[[Ending], Rendered]
) -> Screen[Ending, Ending]:
    """Make the screen of an ending that shows nothing more than itself."""
    return Screen(ending, lambda _, itself: itself, lambda _, itself: say(itself))


@dataclass(frozen=True, slots=True)
class Silent:
    """The screen of an ending that says nothing; `why` tells what is seen instead."""

    ending: type[object]
    why: str

    def show(self, moment: Moment, ending: object, scripts: Scripts | None) -> None:
        """Say nothing."""


def by_ending(screens: Iterable[AnyScreen]) -> dict[type[object], AnyScreen]:
    """Index the screens by ending; raises WrongScreens unless each ending has one."""
    table = tuple(screens)
    have = Counter(screen.ending for screen in table)
    want = Counter(endings.BY_NAME.values())
    wrong = (have - want) + (want - have)
    if wrong:
        raise WrongScreens(", ".join(sorted(kind.__name__ for kind in wrong)))
    return {screen.ending: screen for screen in table}
