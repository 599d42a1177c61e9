"""A store for who leads: nothing is saved by one that leads no more."""

from concurrent.futures import Future
from typing import TypeVar

from sqlmodel import Session

from storage.engine import Store, Unit

T = TypeVar("T")


class Guarded:
    """A store whose units that write begin with a check that may forbid them."""

    def __init__(self, store: Store, check: Unit[None]) -> None:
        self._store = store
        self._check = check

    def _checked(self, unit: Unit[T]) -> Unit[T]:
        def both(session: Session) -> T:
            self._check(session)
            return unit(session)

        return both

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Check, and run a unit that writes; see Store."""
        return self._store.submit(self._checked(unit))

    def write(self, unit: Unit[T], *, long: bool = False) -> T:
        """Do the same and wait."""
        return self._store.write(self._checked(unit), long=long)

    def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads."""
        return self._store.read(unit)

    def submit_read(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that only reads, on a thread of the store."""
        return self._store.submit_read(unit)

    def submit_scrub(self) -> Future[None]:
        """Rewrite what erased rows may have left in the files."""
        return self._store.submit_scrub()

    def close(self) -> None:
        """Leave the store to whoever opened it."""
