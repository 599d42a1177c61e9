"""The statement that takes the next member, by a range probe for each band.

And that which takes along who is rung on the same number.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import BigInteger, TextClause, bindparam, text

from bot.rules.queue.queue_rules import Probe
from storage import members
from storage.types import UtcDateTime

_SKIPPED = (
    " AND m.id <> :own AND NOT EXISTS (SELECT 1 FROM skip s WHERE s.member_id = m.id"
    " AND s.person_id = :person AND s.until > :now)"
)
_BY_DAY = " AND NOT m.evenings"
MOST_RUNG = 4
"""A number that more members have is a switchboard, no household."""
_RUNG = (
    "SELECT h.id FROM member h WHERE h.ballot_id = m.ballot_id"
    " AND coalesce(h.mobile, h.phone) = coalesce(m.mobile, m.phone)"
)
_SWITCHBOARD = f"({_RUNG} LIMIT 1 OFFSET {MOST_RUNG})"
_ONE_CALLER = (
    f" AND (NOT EXISTS ({_RUNG} AND h.holder > 0 AND h.holder <> :person)"
    f" OR {_SWITCHBOARD} IS NOT NULL)"
)
_FIRST = (
    " AND m.ballot_id = :ballot AND m.band = {band} AND m.due_at <= :until{band}"
    "{skipped} ORDER BY m.due_at LIMIT 1"
)
_FREE = "SELECT m.id FROM member m WHERE m.holder IS NULL AND m.kept_for IS NULL"
_KEPT = "SELECT m.id FROM member m WHERE m.kept_for = :person AND m.holder IS NULL"
_OF_WORKPLACE = f"{_FREE} AND m.workplace = :workplace"


_RETURNING = "RETURNING " + ", ".join(column.name for column in members.COLUMNS)
_HOLD = "UPDATE member SET holder = :person, lease_until = :lease, waiting = :no"


@lru_cache
def statement(
    bands: tuple[int, ...],
    server: bool,
    *,
    workplace: bool = True,
    evenings: bool = True,
    one_caller: bool = True,
) -> TextClause:
    """Take the next member: one range probe a band, the first that finds wins.

    In each band come those kept for this person, then those of the `workplace`, then
    anybody; who keeps nobody, or wants no workplace, costs no probe for it. With
    `one_caller`, nobody is taken while another holds somebody of their number.
    """
    lock = " FOR UPDATE SKIP LOCKED" if server else ""
    skipped = _skipped(evenings) + (_ONE_CALLER if one_caller else "")
    firsts = [_FIRST.format(band=int(band), skipped=skipped) + lock for band in bands]
    free = (_OF_WORKPLACE, _FREE) if workplace else (_FREE,)
    found = (
        f"CASE WHEN EXISTS ({_KEPT} AND m.ballot_id = :ballot)"
        f" THEN {_first_of((_KEPT, *free), firsts)} ELSE {_first_of(free, firsts)} END"
    )
    return _bound(f"{_HOLD} WHERE id = {found} AND holder IS NULL {_RETURNING}", bands)


@lru_cache
def household(
    bands: tuple[int, ...], server: bool, *, evenings: bool = True
) -> TextClause:
    """Take along who is due as well and is rung on this number."""
    lock = " FOR UPDATE SKIP LOCKED" if server else ""
    due = " OR ".join(
        f"(m.band = {int(band)} AND m.due_at <= :until{int(band)})" for band in bands
    )
    return _bound(
        f"{_HOLD} WHERE id IN (SELECT m.id FROM member m WHERE m.ballot_id = :ballot"
        " AND coalesce(m.mobile, m.phone) = :number AND m.holder IS NULL"
        f" AND (m.kept_for IS NULL OR m.kept_for = :person) AND ({due})"
        f"{_skipped(evenings)} AND {_SWITCHBOARD} IS NULL LIMIT :room{lock})"
        f" {_RETURNING}",
        bands,
    )


def _first_of(probes: tuple[str, ...], firsts: list[str]) -> str:
    """Look in each band by each probe, until one finds somebody."""
    found = ", ".join(f"({probe}{first})" for first in firsts for probe in probes)
    return f"COALESCE({found}, NULL)"


def _skipped(evenings: bool) -> str:
    return _SKIPPED if evenings else _SKIPPED + _BY_DAY


def _bound(sql: str, bands: tuple[int, ...]) -> TextClause:
    instants = ["now", "lease", *(f"until{int(band)}" for band in bands)]
    return text(sql).bindparams(
        *(bindparam(name, type_=UtcDateTime()) for name in instants),
        bindparam("person", type_=BigInteger()),
        bindparam("own", type_=BigInteger()),
    )


def parameters(
    ballot_id: int,
    person_id: int,
    probes: Iterable[Probe],
    *,
    lease_until: dt.datetime,
    now: dt.datetime,
    own: int | None,
    workplace: str | None = None,
) -> dict[str, object]:
    """Return the parameters of `statement`, and what `household` shares with it."""
    return {
        "ballot": ballot_id,
        "person": person_id,
        "lease": lease_until,
        "now": now,
        **({"workplace": workplace} if workplace else {}),
        "own": own or 0,
        "no": False,
        **{f"until{int(probe.band)}": probe.until for probe in probes},
    }
