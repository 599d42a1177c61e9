"""Databases, lists and words that cannot be used: one sentence, nothing changed."""

import asyncio

import pytest
from sqlalchemy import text

from tests import fresh_database
from tests.house.tree import ROOT
from tests.shell import Shell, expect_refusal

CLOSES = ("--closes", "2027-03-11T12:00")


async def test_a_database_that_others_can_read(shell: Shell) -> None:
    await shell.type("ballot", "new", "Pay", *CLOSES)
    (shell.folder / "mantelpiece.db").chmod(0o640)
    expect_refusal(await shell.type("ballot", "list"), "chmod 600", "mantelpiece.db")


async def test_a_database_of_a_newer_version_is_left_as_it_is(shell: Shell) -> None:
    file = shell.folder / "mantelpiece.db"
    opened = fresh_database.open_at(file)
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    opened.store.write(lambda session: session.connection().execute(newer).rowcount)
    opened.close()
    before = file.read_bytes()
    expect_refusal(await shell.type("ballot", "list"), "newer Mantelpiece", "9999")
    assert file.read_bytes() == before


async def test_a_file_that_is_no_database_is_left_as_it_is(shell: Shell) -> None:
    file = shell.write("mantelpiece.db", "Dear branch secretary, ...")
    expect_refusal(await shell.type("ballot", "list"), "is not a database")
    assert file.read_text() == "Dear branch secretary, ..."


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mantelpiece.db", "is not a database's address"),
        ("sqlite:///nowhere/mantelpiece.db", "no folder nowhere"),
        ("sqlite://", "names no file"),
    ],
)
async def test_an_address_of_a_database_that_cannot_be(
    shell: Shell, url: str, said: str
) -> None:
    shell.write("config.toml", f'[storage]\nurl = "{url}"\n')
    expect_refusal(await shell.type("ballot", "list"), said)
    assert shell.files() == {"config.toml"}


@pytest.mark.parametrize("closes", ["2027-02-30T12:00", "soon"])
async def test_a_date_that_cannot_be(shell: Shell, closes: str) -> None:
    ended = await shell.type("ballot", "new", "Pay", "--closes", closes)
    assert ended.status == 2
    assert "'--closes'" in ended.err
    assert shell.files() == set()


async def test_a_list_that_cannot_be_read_changes_nothing(shell: Shell) -> None:
    shell.write("list.xlsx", b"PK\x03\x04 not a workbook")
    await shell.type("ballot", "new", "Pay", *CLOSES)
    before = (shell.folder / "mantelpiece.db").read_bytes()
    expect_refusal(await shell.type("import", "list.xlsx"))
    expect_refusal(await shell.type("import", "nowhere.csv"), "no file nowhere.csv")
    assert (shell.folder / "mantelpiece.db").read_bytes() == before


async def test_a_list_without_a_ballot_says_how_to_make_one(shell: Shell) -> None:
    good = ROOT / "tests/data/imports/d01_utf8_bom_follow_up_export.csv"
    expect_refusal(await shell.type("import", str(good)), "no ballot yet", "ballot new")


async def test_an_outcome_or_member_that_there_is_not(shell: Shell) -> None:
    await shell.type("ballot", "new", "Pay", *CLOSES)
    unknown, nobody = await asyncio.gather(
        shell.type("record", "1", "vanished"), shell.type("record", "1", "voted")
    )
    expect_refusal(unknown, "'vanished' is no outcome", "will_post")
    expect_refusal(nobody, "no member '1'")
