"""The check of a night, from the clock to what stands in an organiser's chat."""

import datetime as dt
from pathlib import Path

from sqlmodel import Session, col, update

from storage.tables import TallyRow
from tests.journeys.play import playing

EVENING = dt.datetime(2027, 3, 2, 21, 0, tzinfo=dt.UTC)


def miscount(session: Session) -> None:
    session.connection().execute(
        update(TallyRow).values(members=col(TallyRow.members) + 1)
    )


async def test_organisers_read_once_what_the_night_found(tmp_path: Path) -> None:
    async with playing(tmp_path, EVENING) as branch:
        await branch.app.nightly()
        branch.store.write(miscount)
        for hours in (7, 1, 24):
            await branch.move(hours=hours)
            await branch.app.nightly()
            await branch.rest()
        told = [text for text in branch.texts("Dawn") if "nightly check" in text]
        (text,) = told
        assert "counts" in text
        assert "mantelpiece check" in text
        assert not any("nightly check" in text for text in branch.texts("Asha"))
