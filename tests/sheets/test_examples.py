"""The fourteen example lists, held against their expectations."""

import datetime as dt
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from bot.rules.lists import merge_list, sheet_member
from bot.sheets import list_result
from bot.sheets.files import sandbox

FOLDER = Path(__file__).parent.parent / "data" / "imports"
_SPEC = importlib.util.spec_from_file_location("rules", FOLDER / "rules.py")
assert _SPEC
assert _SPEC.loader
RULES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(RULES)
EXPECTED = sorted(FOLDER.glob("*.expect.json"))


def _read(name: str, day: str) -> list_result.ListResult:
    return sandbox.read_list(FOLDER / name, dt.date.fromisoformat(day))


def _in_the_bot(expected: dict[str, Any]) -> list[sheet_member.KnownMember]:
    """The members after the earlier list, and what advocates recorded since."""
    earlier = _read(expected["previous"]["file"], expected["previous"]["import_date"])
    recorded = {r["membership_number"]: r for r in expected["bot_records"]}
    known = []
    for number, member in enumerate(earlier.members()):
        record = recorded.get(member.membership_number or "", {})
        if record.get("do_not_contact"):
            member = member._replace(do_not_contact=True)
        told = "ballot_status" in record
        if told:
            member = member._replace(
                ballot_status=record["ballot_status"],
                status_date=record["recorded_at"][:10],
            )
        known.append(sheet_member.KnownMember(number, member._replace(rows=()), told))
    return known


def _merged(expected: dict[str, Any], result: list_result.ListResult) -> dict[str, Any]:
    plan = merge_list.ListMerge(_in_the_bot(expected))
    results = list(plan.results(result.members()))
    assert not [one for one in results if isinstance(one, merge_list.HeldBack)]
    after = [
        found.after if isinstance(found, merge_list.Change) else found
        for found in results
        if not isinstance(found, merge_list.HeldBack)
    ]
    missing = [known.member for known in plan.missing()]
    found = result.as_json()
    found["members"] = [list_result.as_member(member) for member in after + missing]
    found["warnings"] += [warned._asdict() for warned in plan.warnings]
    found["missing_from_file"] = [member.membership_number for member in missing]
    return found


def test_there_are_fourteen_examples() -> None:
    assert len(EXPECTED) == 14


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name[:3])
def test_an_example_list_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    result = _read(expected["file"], expected["import_date"])
    again = "previous" in expected
    found = _merged(expected, result) if again else result.as_json()
    assert RULES.score(found, expected) == []
