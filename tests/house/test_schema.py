"""The history of the schema ends where the tables of the code are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    inspect,
    text,
)
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  (fills the metadata)
from storage import engine, opening
from storage.migrations import triggers
from tests.house import tree
from tests.house.tree import ROOT

# Indexes are compared by their words below, so that expressions in them count too.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")
INDEXES_AND_TRIGGERS = (
    "SELECT type, name, sql FROM sqlite_master "
    "WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name"
)


def empty(folder: Path, name: str) -> Engine:
    return engine.sqlite_engine(
        engine.make_url(f"sqlite:///{folder / name}"), query_only=False
    )


@pytest.fixture
def upgraded(tmp_path: Path) -> Engine:
    made = empty(tmp_path, "upgraded.db")
    with made.begin() as connection:
        opening.upgrade(connection)
    return made


@pytest.fixture
def created(tmp_path: Path) -> Engine:
    made = empty(tmp_path, "created.db")
    with made.begin() as connection:
        SQLModel.metadata.create_all(connection)
        triggers.create(connection)
    return made


def differences(connection: Connection, metadata: MetaData) -> list[Any]:
    options = {
        "compare_type": True,
        "compare_server_default": True,
        "include_object": lambda _, __, kind, *___: kind != "index",
    }
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, metadata)


def checks(connection: Connection) -> dict[str, set[str]]:
    found = inspect(connection)
    return {
        table: {str(check["sqltext"]) for check in found.get_check_constraints(table)}
        for table in SQLModel.metadata.tables
    }


def test_the_history_ends_at_the_tables_of_the_code(upgraded: Engine) -> None:
    with upgraded.begin() as connection:
        assert differences(connection, SQLModel.metadata) == []


def test_a_column_that_no_migration_makes_is_found(upgraded: Engine) -> None:
    drifted = MetaData()
    for table in SQLModel.metadata.tables.values():
        table.to_metadata(drifted)
    drifted.tables["ballot"].append_column(Column("forgotten", Integer))
    with upgraded.begin() as connection:
        assert len(differences(connection, drifted)) == 1


def test_every_column_is_used_outside_its_table() -> None:
    written = {
        word
        for name, words in tree.written()
        if name.startswith(("bot/", "storage/")) and "storage/tables/" not in name
        for word in re.findall(r"\w+", words)
    }
    tables = SQLModel.metadata.tables.values()
    assert {column.name for table in tables for column in table.columns} <= written


def test_indexes_and_triggers_are_those_of_the_code(
    upgraded: Engine, created: Engine
) -> None:
    with upgraded.begin() as one, created.begin() as other:
        there = one.execute(text(INDEXES_AND_TRIGGERS)).all()
        assert there == other.execute(text(INDEXES_AND_TRIGGERS)).all()
        assert {kind for kind, *_ in there} == {"index", "trigger"}


GO = ("outbox", "member", "claim", "card", "contact", "member_case", "job", "share")
"""Tables whose rows are deleted by the hundred."""


def test_what_points_to_rows_that_go_is_found_by_an_index() -> None:
    """SQLite looks for it at each row that goes, PostgreSQL too."""
    for table in SQLModel.metadata.tables.values():
        first = {
            column.name for index in table.indexes for column in list(index.columns)[:1]
        }
        first |= set(keys(table))
        for points in table.foreign_keys:
            if points.column.table.name in GO:
                assert points.parent.name in first, (table.name, points.parent.name)


def keys(table: Table) -> Iterator[str]:
    """Name the first column of each index that is there because it is unique."""
    for one in table.constraints:
        if isinstance(one, PrimaryKeyConstraint | UniqueConstraint):
            yield next(iter(one.columns)).name


def test_the_checks_that_carry_promises_are_those_of_the_code(
    upgraded: Engine, created: Engine
) -> None:
    with upgraded.begin() as one, created.begin() as other:
        assert checks(one) == checks(other)


def test_the_program_knows_the_newest_version_of_the_schema() -> None:
    history = ScriptDirectory(str(ROOT / "storage" / "migrations"))
    assert history.get_current_head() == opening.HEAD
