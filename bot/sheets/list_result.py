"""The result of reading a file: accepted or refused, its members and warnings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.rules.lists import sheet_member
from bot.sheets import read_file
from bot.texts.lists import sheet_words as words


@dataclass
class ListResult:
    """A list as read, or the reason why it was refused."""

    reading: read_file.Reading = field(default_factory=read_file.Reading)
    error_kind: str | None = None
    detail: str = ""

    @property
    def accept(self) -> bool:
        """Whether the file was accepted."""
        return self.error_kind is None

    @property
    def questions(self) -> list[sheet_member.Question]:
        """Questions that only the organiser can answer."""
        return self.reading.questions

    def members(self) -> Iterator[sheet_member.SheetMember]:
        """Return the members, in the order of the list."""
        return self.reading.members()

    def rejected(self) -> Iterator[sheet_member.Rejected]:
        """Return the rows that were not imported."""
        return (sheet_member.Rejected(*row) for row in self.reading.rejected)

    def warnings(self) -> Iterator[sheet_member.Warned]:
        """Return the warnings about rows that were imported."""
        return (sheet_member.Warned(*row) for row in self.reading.warnings)

    def as_json(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        if not self.accept:
            refusal = words.refusal(self.error_kind or "")
            return {
                "accept": False,
                "error_kind": self.error_kind,
                "text": refusal,
                "columns": {},
                "members": [],
                "rows_rejected": [],
                "warnings": [],
                "asked": [],
                "missing_from_file": [],
            }
        reading = self.reading
        return {
            "accept": True,
            "error_kind": None,
            "columns": reading.columns,
            "columns_unmapped": list(reading.unmapped),
            "columns_examples": _filled(reading.unmapped),
            "sheets": reading.sheets,
            "sheets_ignored": reading.left_out,
            "members": [as_member(member) for member in self.members()],
            "rows_rejected": [rejected._asdict() for rejected in self.rejected()],
            "rows_merged": [
                {"rows": list(member.rows), "into": member.rows[0]}
                for member in reading.changed.values()
                if len(member.rows) > 1
            ],
            "warnings": [warned._asdict() for warned in self.warnings()],
            "asked": [as_question(question) for question in self.questions],
            "missing_from_file": [],
        }


def _filled(unmapped: dict[str, str]) -> dict[str, str]:
    return {title: example for title, example in unmapped.items() if example}


def as_member(member: sheet_member.SheetMember) -> dict[str, Any]:
    """Return a member as JSON values."""
    extra = [{"label": label, "text": text} for label, text in member.extra]
    return {**member._asdict(), "rows": list(member.rows), "extra": extra}


def as_question(question: sheet_member.Question) -> dict[str, Any]:
    """Return a question as JSON values, with its wording and options."""
    return {
        "id": question.id,
        "kind": question.kind,
        "question": words.question(question),
        "rows": list(question.rows),
        "column": question.column,
        "options": list(question.options),
        "default": question.default,
    }
