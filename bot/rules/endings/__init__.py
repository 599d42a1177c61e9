"""How a unit of work may end, as values: ids and codes only, never a member's data.

Each module is a group of screens with its union `Ending`; `texts` has a module of the
same name that matches it to words and ends in `assert_never`.
"""

from typing import Any, get_args

from bot.rules.endings import (
    alarms,
    balloting,
    guarding,
    joining,
    needs,
    posting,
    sheets,
    speaking,
    stats,
    team,
    work,
)

GROUPS: tuple[Any, ...] = (
    work.Ending,
    joining.Ending,
    alarms.Ending,
    stats.Ending,
    posting.Ending,
    balloting.Ending,
    team.Ending,
    guarding.Ending,
    speaking.Ending,
    needs.Ending,
    sheets.Ending,
)


def kinds(group: Any) -> tuple[type, ...]:
    """The endings of a group, which may be a union or a single one."""
    return get_args(group) or (group,)


BY_NAME: dict[str, type] = {
    kind.__name__: kind for group in GROUPS for kind in kinds(group)
}
