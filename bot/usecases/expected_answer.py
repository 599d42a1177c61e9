"""What a person was asked to type: their next words are the answer, once."""

from bot.usecases.context import Context
from storage.team import people


def ask(desk: Context, what: str) -> None:
    """The next words typed in private are this; after a colon, what it is about."""
    people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=what)


def taken(desk: Context) -> str:
    """What it is about; from now on nothing is awaited."""
    what, _, about = (desk.person.awaiting or "").partition(":")
    if what:
        people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=None)
    return about


def forget(desk: Context) -> None:
    """Something else was done: words typed later are about a member again."""
    if desk.person.awaiting:
        people.settle(desk.session, desk.person.id, desk.ballot.id, awaiting=None)
