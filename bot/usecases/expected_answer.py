"""The question a person was asked; the next words they type are its answer."""

from bot.usecases.context import Context
from storage.team import people


def ask(context: Context, what: str) -> None:
    """Expect the next words typed in private as the answer to `what` (`kind:about`)."""
    people.update_role(
        context.session, context.person.id, context.ballot.id, awaiting=what
    )


def take(context: Context) -> str:
    """Get what the expected answer is about, and stop expecting it."""
    what, _, about = (context.person.awaiting or "").partition(":")
    if what:
        people.update_role(
            context.session, context.person.id, context.ballot.id, awaiting=None
        )
    return about


def forget(context: Context) -> None:
    """Stop expecting an answer, because the person did something else."""
    if context.person.awaiting:
        people.update_role(
            context.session, context.person.id, context.ballot.id, awaiting=None
        )
