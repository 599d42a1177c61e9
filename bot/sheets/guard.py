"""The way in for every file: read under limits, answered with a result, never a crash."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from bot.sheets import lists, report, tables


def read_list(
    source: Path | bytes,
    today: dt.date,
    answers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    progress: lists.Progress | None = None,
) -> report.ListResult:
    """The list in a file, or why it is refused."""
    request = lists.Request(source, today, answers or {}, columns or {}, progress)
    try:
        return report.ListResult(lists.read(request))
    except tables.Refused as refused:
        return report.ListResult(error_kind=refused.kind, detail=refused.detail)
