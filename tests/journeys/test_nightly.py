"""The check of a night, from the clock to what stands in an organiser's chat."""

import datetime as dt
from pathlib import Path

import pytest
from sqlmodel import Session, col, update

from bot.texts import general_endings
from storage import opening, outages
from storage.tables import TallyRow
from tests import damage
from tests.journeys.play import playing

pytestmark = pytest.mark.one_database  # there is a nightly check on SQLite only

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


async def test_damage_stops_the_bot_and_organisers_hear_why(tmp_path: Path) -> None:
    async with playing(tmp_path, EVENING) as branch:
        await branch.app.nightly()
        await branch.move(hours=7)
        damage.page_of(branch.store.path, "ix_member_last_name")
        await branch.app.nightly()
        with pytest.raises(outages.Damaged):
            await branch.app.run()
        assert branch.texts("Dawn")[-1] == general_endings.DAMAGED
        assert general_endings.DAMAGED not in branch.texts("Asha")
    with pytest.raises(opening.CannotOpen, match="mantelpiece restore"):
        opening.open_store(f"sqlite:///{branch.store.path}", alone=True)
