"""What a person was asked to type: their next words are the answer, once."""

from bot.usecases.context import Context
from storage.team import people


def ask(context: Context, what: str) -> None:
    """Await the next words typed in private; after a colon, what they are about."""
    people.update_role(
        context.session, context.person.id, context.ballot.id, awaiting=what
    )


def taken(context: Context) -> str:
    """Take what it is about; from now on nothing is awaited."""
    what, _, about = (context.person.awaiting or "").partition(":")
    if what:
        people.update_role(
            context.session, context.person.id, context.ballot.id, awaiting=None
        )
    return about


def forget(context: Context) -> None:
    """Something else was done: words typed later are about a member again."""
    if context.person.awaiting:
        people.update_role(
            context.session, context.person.id, context.ballot.id, awaiting=None
        )
