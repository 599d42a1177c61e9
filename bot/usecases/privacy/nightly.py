"""Once a night on SQLite: check everything, keep a backup, tell organisers what is new.

They are told of a kind of fault once, until a night has found it mended. Pages that do
not fit together end the night and the bot: what it went on to save would be lost in the
restore, while Telegram keeps for 24 hours what it does not acknowledge (P11).
"""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session

from bot.rules.arrivals import PrivateChat
from bot.rules.privacy import endings
from bot.rules.privacy.fault import Fault, Kind, Night
from bot.usecases import outgoing
from bot.usecases.privacy import full_check
from storage import ballots, engine, outages
from storage.privacy import backup_folder, backups, files_beside
from storage.team import people

BEGINS = dt.time(3, tzinfo=dt.UTC)
"""From when on a night's check is due; whoever was off then makes up for it."""
MEMO = "nightly check"


@dataclass(frozen=True, slots=True)
class Backups:
    """Where the nightly backups go, and for how many days each is kept."""

    folder: Path | None
    days: int


def last(session: Session) -> Night | None:
    """Find the last nightly check; None before the first."""
    memo = ballots.recall(session, MEMO)
    if "began" not in memo:
        return None
    lines = (line.partition(" ") for line in str(memo.get("faults", "")).splitlines())
    ended = str(memo.get("ended", ""))
    return Night(
        dt.datetime.fromisoformat(str(memo["began"])),
        dt.datetime.fromisoformat(ended) if ended else None,
        tuple(Fault(Kind(kind), sentence) for kind, _, sentence in lines),
        str(memo.get("backup", "")),
    )


def begin(session: Session, now: dt.datetime) -> bool:
    """Whether a check is due, which is noted as begun; the first look notes the time.

    One that does not end is not begun anew before the next night.
    """
    memo = dict(ballots.recall(session, MEMO))
    looked = memo.get("began", memo.get("first"))
    night = dt.datetime.combine(now.astimezone(dt.UTC).date(), BEGINS)
    if night > now:
        night -= dt.timedelta(days=1)
    if looked is None:
        ballots.remember(session, MEMO, {"first": now.isoformat()})
        return False
    if dt.datetime.fromisoformat(str(looked)) >= night:
        return False
    told = memo.get("told", "")
    ballots.remember(session, MEMO, {"began": now.isoformat(), "told": told})
    return True


def run(store: engine.Store, database: Path, to: Backups, now: dt.datetime) -> None:
    """Check everything, keep a backup, and tell organisers; on a thread of its own.

    Raises what `outages.damaged` knows, before a backup is made or taken away.
    """
    found = store.read(lambda session: list(full_check.faults(session)))
    damaged = any(fault.kind is Kind.DAMAGED for fault in found)
    if damaged and engine.is_damaged(database):
        raise outages.Damaged
    found += _disk(database)
    kept = ""
    if to.folder is not None:
        purged = store.read(_last_purge)
        try:
            kept = _back_up(database, to.folder, to.days, purged, now)
        except (
            OSError,
            backup_folder.NoRoom,
            backups.NotRestored,
            files_beside.Unfit,
        ) as error:
            found.append(Fault(Kind.BACKUP, f"There is no backup of tonight: {error}"))
    store.write(partial(_end, found=found, kept=kept, now=now))


def _disk(database: Path) -> list[Fault]:
    free = shutil.disk_usage(database.absolute().parent).free
    return list(full_check.disk(database, free))


def _last_purge(session: Session) -> dt.date | None:
    purged = (ballots.life(session, one.id).purged_at for one in ballots.every(session))
    return max((at.astimezone(dt.UTC).date() for at in purged if at), default=None)


def _back_up(
    database: Path,
    folder: Path,
    days: int,
    purged: dt.date | None,
    now: dt.datetime,
) -> str:
    """Add tonight's backup; delete the old, and whatever holds purged members."""
    today = now.astimezone(dt.UTC).date()
    if purged is not None:
        backup_folder.delete_until(database, folder, purged, spare=0)
    kept = backup_folder.add(database, folder, today)
    oldest = today - dt.timedelta(days=days)
    backup_folder.delete_until(database, folder, oldest, spare=1)
    return kept.name


def _end(session: Session, found: Sequence[Fault], kept: str, now: dt.datetime) -> None:
    """Note how the check ended, and tell organisers of what they do not know yet."""
    memo = ballots.recall(session, MEMO)
    kinds = sorted({fault.kind for fault in found})
    lines = (f"{one.kind} {' '.join(one.sentence.split())}" for one in found)
    end = {"ended": now.isoformat(), "faults": "\n".join(lines), "backup": kept}
    ballots.remember(session, MEMO, {**memo, **end, "told": " ".join(kinds)})
    known = str(memo.get("told", "")).split()
    fresh = tuple(kind for kind in kinds if kind not in known)
    if fresh:
        for to in sorted(organisers(session)):
            outgoing.say(session, endings.NightFaults(fresh), to, now, silent=True)


def organisers(session: Session) -> dict[PrivateChat, str]:
    """Find the private chats of the organisers of all ballots that are not purged.

    Each with the language that is read there.
    """
    return {
        person.telegram_id: person.language or ""
        for ballot in ballots.every(session)
        if ballots.life(session, ballot.id).purged_at is None
        for person in people.organisers(session, ballot.id)
    }
