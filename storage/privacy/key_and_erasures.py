"""The hash key, and the journal of erasures, which `restore` replays.

The journal is only appended to, and holds keyed hashes, no names. The database holds
how many lines it has, so that they are not lost unnoticed.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Required, TypedDict, cast

from sqlalchemy import bindparam, text
from sqlmodel import Session, SQLModel, col, select

from storage.privacy import files_beside
from storage.statements import plain, sessions
from storage.tables import MemoRow

LINES = "journal lines"
"""The memo that holds how many lines the journal has at least."""
_value = SQLModel.metadata.tables["memo"].c.value
_COUNTED = plain.Statement(
    lambda _: select(_value).where(col(MemoRow.name) == bindparam("name"))
)
_PUT = text(
    "INSERT INTO memo (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
).bindparams(bindparam("value", type_=_value.type))
_COUNT = plain.Statement(lambda _: _PUT)
WORDS = "why"
"""Under this name older versions kept why *do not contact* was lifted."""


def key(session: Session) -> bytes:
    """Read the installation's key for keyed hashes; raises files_beside.Unfit."""
    return files_beside.read_once(files_beside.key_file(files_beside.place(session)))


class Line(TypedDict, total=False):
    """One line of the journal: what happened to which hash or ballot."""

    what: Required[str]
    hash: str
    names: list[str]
    """Hashes of the name of who was erased, with each way to reach them."""
    ballot: str
    ballot_id: int
    made: str
    """When the ballot was made, so that no other of its name or id is meant."""
    at: str


def write_down(session: Session, *lines: Line) -> None:
    """Append lines to the journal, synced to disk before returning."""
    if lines:
        files_beside.append(_file(session), "".join(map(as_line, lines)))
        count(session, _counted(session) + len(lines))
    session.flush()


def as_line(line: Line) -> str:
    """Write a line as the journal holds it."""
    return json.dumps(line) + "\n"


def count(session: Session, lines: int) -> None:
    """Keep how many lines the journal has."""
    _COUNT.run(session, {"name": LINES, "value": {"count": lines}})
    sessions.outdated(session, MemoRow, LINES)


def _file(session: Session) -> Path:
    return files_beside.journal_file(files_beside.place(session))


def _counted(session: Session) -> int:
    found = _COUNTED.run(session, {"name": LINES})
    return int(found[0][0]["count"]) if found else 0


def written_down(database: Path) -> Iterator[Line]:
    """Read the journal, the oldest line first; skip a line only partly written."""
    file = files_beside.journal_file(database)
    if not file.exists():
        return
    for line in file.read_text("utf-8", errors="replace").splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and "what" in found:
            found.pop(WORDS, None)
            yield cast(Line, found)


def drop_words(session: Session) -> None:
    """Write the journal again without the words that older versions kept in it."""
    file = _file(session)
    if file.exists() and f'"{WORDS}"'.encode() in file.read_bytes():
        lines = list(written_down(files_beside.place(session)))
        files_beside.write_again(file, "".join(map(as_line, lines)))


def lost_lines(session: Session) -> Iterator[str]:
    """Say in a sentence that lines of the journal are missing, if they are."""
    counted = _counted(session)
    there = sum(1 for _ in written_down(files_beside.place(session)))
    if there < counted:
        yield (
            f"The journal {_file(session)} has {there} of {counted} lines: put "
            "it back from the newest backup, where it ends in .erased, or a restore "
            "brings back who was erased."
        )
