"""The statement that takes the next member, by a range probe for each band.

And that which takes along who is rung on the same number. SQLite looks least where
each band has probes of its own; PostgreSQL where the plan is small, as it sets up all
of it at every use: there the bands are a list, in their order, and share their probes.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import ARRAY, BigInteger, Integer, TextClause, bindparam, text

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
    " AND m.ballot_id = :ballot AND m.band = {band} AND m.due_at <= {until}"
    "{skipped} ORDER BY m.due_at LIMIT 1"
)
_LOCK = " FOR UPDATE SKIP LOCKED"
_RING_LOCK = (
    "pg_advisory_xact_lock(hashtextextended(coalesce(mobile, phone), ballot_id))"
)
_DUE = "unnest(:bands, :untils) WITH ORDINALITY AS due(band, until, place)"
"""The bands that are looked into, and who is due in each: on PostgreSQL."""
_FREE = "SELECT m.id FROM member m WHERE m.holder IS NULL AND m.kept_for IS NULL"
_KEPT = "SELECT m.id FROM member m WHERE m.kept_for = :person AND m.holder IS NULL"
_OF_WORKPLACE = f"{_FREE} AND m.workplace = :workplace"


_COLUMNS = ", ".join(column.name for column in members.COLUMNS)
_RETURNING = f"RETURNING {_COLUMNS}"
_HOLD = "UPDATE member SET holder = :person, lease_until = :lease, waiting = :no"


@lru_cache
def on_sqlite(
    bands: tuple[int, ...],
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
    skipped = _skipped(evenings, one_caller)
    firsts = [
        _FIRST.format(band=int(band), until=f":until{int(band)}", skipped=skipped)
        for band in bands
    ]
    free = (_OF_WORKPLACE, _FREE) if workplace else (_FREE,)
    found = (
        f"CASE WHEN EXISTS ({_KEPT} AND m.ballot_id = :ballot)"
        f" THEN {_first_of((_KEPT, *free), firsts)} ELSE {_first_of(free, firsts)} END"
    )
    return _bound(f"{_HOLD} WHERE id = {found} AND holder IS NULL {_RETURNING}", bands)


@lru_cache
def on_postgresql(
    *, workplace: bool = True, evenings: bool = True, one_caller: bool = True
) -> TextClause:
    """Take the same member, by one text for all orders of the bands.

    The ordinality is the order in which the list is read, so nothing is sorted, and
    nobody is locked in a band after the first that finds. With `one_caller` it waits
    until nobody else takes somebody of their number: what they then have saved only
    the next statement sees. The lock is that of `households.lock`.
    """
    skipped = _skipped(evenings, one_caller)
    first = _FIRST.format(band="due.band", until="due.until", skipped=skipped) + _LOCK
    free = (_OF_WORKPLACE, _FREE) if workplace else (_FREE,)
    found = (
        f"SELECT found.id FROM {_DUE} CROSS JOIN LATERAL"
        f" (SELECT {_first_of((_KEPT, *free), [first])} AS id OFFSET 0) AS found"
        " WHERE found.id IS NOT NULL ORDER BY due.place LIMIT 1"
    )
    taken = f"{_HOLD} WHERE id = ({found}) AND holder IS NULL {_RETURNING}"
    if one_caller:
        taken = f"WITH taken AS ({taken}, {_RING_LOCK}) SELECT {_COLUMNS} FROM taken"
    return _bound(taken)


@lru_cache
def household(bands: tuple[int, ...] = (), *, evenings: bool = True) -> TextClause:
    """Take along who is due as well and is rung on this number.

    On PostgreSQL without `bands`: they are among the parameters.
    """
    due = " OR ".join(
        f"(m.band = {int(band)} AND m.due_at <= :until{int(band)})" for band in bands
    )
    of_list = (
        f"EXISTS (SELECT 1 FROM {_DUE} WHERE m.band = due.band"
        " AND m.due_at <= due.until)"
    )
    return _bound(
        f"{_HOLD} WHERE id IN (SELECT m.id FROM member m WHERE m.ballot_id = :ballot"
        " AND coalesce(m.mobile, m.phone) = :number AND m.holder IS NULL"
        f" AND (m.kept_for IS NULL OR m.kept_for = :person) AND ({due or of_list})"
        f"{_skipped(evenings, False)} AND {_SWITCHBOARD} IS NULL LIMIT :room"
        f"{'' if bands else _LOCK}) {_RETURNING}",
        bands,
    )


def _first_of(probes: tuple[str, ...], firsts: list[str]) -> str:
    """Look in each band by each probe, until one finds somebody."""
    found = ", ".join(f"({probe}{first})" for first in firsts for probe in probes)
    return f"COALESCE({found}, NULL)"


def _skipped(evenings: bool, one_caller: bool) -> str:
    by_day = "" if evenings else _BY_DAY
    return _SKIPPED + by_day + (_ONE_CALLER if one_caller else "")


def _bound(sql: str, bands: tuple[int, ...] = ()) -> TextClause:
    instants = ["now", "lease", *(f"until{int(band)}" for band in bands)]
    lists = (
        bindparam("bands", type_=ARRAY(Integer)),
        bindparam("untils", type_=ARRAY(UtcDateTime)),
    )
    return text(sql).bindparams(
        *(bindparam(name, type_=UtcDateTime()) for name in instants),
        *(() if bands else lists),
        bindparam("person", type_=BigInteger()),
        bindparam("own", type_=BigInteger()),
    )


def parameters(
    ballot_id: int,
    person_id: int,
    probes: Iterable[Probe],
    *,
    server: bool,
    lease_until: dt.datetime,
    now: dt.datetime,
    own: int | None,
    workplace: str | None = None,
) -> dict[str, object]:
    """Return the parameters of the claim, and what `household` shares with it."""
    untils = {int(probe.band): probe.until for probe in probes}
    lists = {"bands": list(untils), "untils": list(untils.values())}
    return {
        "ballot": ballot_id,
        "person": person_id,
        "lease": lease_until,
        "now": now,
        **({"workplace": workplace} if workplace else {}),
        "own": own or 0,
        "no": False,
        **(lists if server else {f"until{band}": at for band, at in untils.items()}),
    }
