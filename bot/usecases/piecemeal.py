"""A list saved piece by piece, or looked at as it would be afterwards."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlmodel import Session

from bot.rules import listed, merge
from bot.rules.people import SheetMember
from bot.usecases.importing import Import, Planned, Tally
from storage import listings
from storage.engine import Store

Saved = Callable[[Session, Tally], Any]


def run(store: Store, work: Import, saved: Saved = lambda *_: None) -> Tally:
    """Save a list piece by piece; `saved` runs in each piece's own transaction.

    Pieces that `work.tally` counts already are passed over: a crash repeats nothing.
    """
    store.read(work.prepare)
    for place, piece in enumerate(work.pieces()):
        if place < work.tally.pieces:
            work.accept(store.read(partial(work.plan, piece=piece)))
            continue
        ready = work.beforehand(piece)
        planned, work.tally = store.write(
            partial(_unit, work, saved, piece, ready), long=True
        )
        work.accept(planned)
    work.tally = store.write(work.finish)
    return work.tally


def _unit(
    work: Import,
    saved: Saved,
    piece: list[SheetMember],
    ready: Planned | None,
    session: Session,
) -> tuple[Planned, Tally]:
    """One piece; may run twice, so nothing is kept before its commit."""
    planned = ready or work.plan(session, piece)
    tally = work.save(session, planned)
    saved(session, tally)
    return planned, tally


def preview(session: Session, work: Import) -> list[SheetMember]:
    """Everybody as they would be afterwards; those not on the list have no rows."""
    work.prepare(session)
    after = []
    for piece in work.pieces():
        planned = work.plan(session, piece)
        work.accept(planned)
        after += [
            o.after if isinstance(o, merge.Change) else o for o in planned.outcomes
        ]
    missing = listings.these(session, work.missing(session))
    after += [listed.known(member, work.ballot).member for member in missing]
    return after
