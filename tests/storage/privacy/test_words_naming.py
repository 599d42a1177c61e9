"""Words that name a member are struck out wherever they stand, or wait to."""

import datetime as dt

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.privacy.naming import ERASED, Naming
from storage.engine import Store
from storage.outbox import take, to_send
from storage.privacy import words_naming

NOW = dt.datetime(2026, 5, 6, 12, 0, tzinfo=dt.UTC)
SIAN = Member(1, 1, first_name="Siân", last_name="Price")


def test_a_row_that_waits_for_the_next_is_struck_out_too(store: Store) -> None:
    def unit(session: Session) -> None:
        to_send.put_with_next(session, 7, "send", {"words": "Siân Price rang"}, NOW)
        words_naming.strike_out(session, Naming([SIAN], alone=True), [SIAN.id])

    store.write(unit)
    (entry,) = store.read(lambda session: take.due(session, NOW, 10))
    assert entry.ending == {"words": f"{ERASED} rang"}
