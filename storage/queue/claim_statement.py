"""The one statement that takes the next member: a range probe for each band."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import BigInteger, Boolean, TextClause, bindparam, text

from bot.rules.queue.queue_rules import Probe
from storage.types import UtcDateTime

_SKIPPED = (
    " AND m.id <> :own AND NOT EXISTS (SELECT 1 FROM skip s WHERE s.member_id = m.id"
    " AND s.person_id = :person AND s.until > :now)"
    " AND (:evenings OR NOT m.evenings)"
)
_PROBES = (
    "SELECT m.id FROM member m WHERE m.kept_for = :person AND m.holder IS NULL"
    " AND m.ballot_id = :ballot AND m.band = {band} AND m.due_at <= :until{band}"
    "{skipped} ORDER BY m.due_at LIMIT 1",
    "SELECT m.id FROM member m WHERE m.holder IS NULL AND m.kept_for IS NULL"
    " AND m.ballot_id = :ballot AND m.workplace = :workplace AND m.band = {band}"
    " AND m.due_at <= :until{band}{skipped} ORDER BY m.due_at LIMIT 1",
    "SELECT m.id FROM member m WHERE m.holder IS NULL AND m.kept_for IS NULL"
    " AND m.ballot_id = :ballot AND m.band = {band} AND m.due_at <= :until{band}"
    "{skipped} ORDER BY m.due_at LIMIT 1",
)


@lru_cache
def statement(bands: tuple[int, ...], server: bool) -> TextClause:
    """Take the next member: one range probe a band, the first that finds wins.

    In each band come those kept for this person, then their workplace, then anybody.
    """
    lock = " FOR UPDATE SKIP LOCKED" if server else ""
    probes = ", ".join(
        f"({probe.format(band=int(band), skipped=_SKIPPED)}{lock})"
        for band in bands
        for probe in _PROBES
    )
    sql = (
        "UPDATE member SET holder = :person, lease_until = :lease, waiting = :no"
        f" WHERE id = COALESCE({probes}) AND holder IS NULL RETURNING id"
    )
    instants = ["now", "lease", *(f"until{int(band)}" for band in bands)]
    return text(sql).bindparams(
        *(bindparam(name, type_=UtcDateTime()) for name in instants),
        bindparam("person", type_=BigInteger()),
        bindparam("own", type_=BigInteger()),
        bindparam("evenings", type_=Boolean()),
    )


def parameters(
    ballot_id: int,
    person_id: int,
    probes: Iterable[Probe],
    *,
    lease_until: dt.datetime,
    now: dt.datetime,
    workplace: str | None,
    own: int | None,
    evenings: bool = True,
) -> dict[str, object]:
    """Return the parameters of `statement`."""
    return {
        "ballot": ballot_id,
        "person": person_id,
        "lease": lease_until,
        "now": now,
        "workplace": workplace or "",
        "own": own or 0,
        "no": False,
        "evenings": evenings,
        **{f"until{int(probe.band)}": probe.until for probe in probes},
    }
