"""Import a list of members into a ballot: a three-way merge, saved in short pieces.

Each piece is its own unit of work, so that claims go between them (F12). What a
piece does is decided from the members as they stand in its own transaction.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import (
    find_known,
    known_member,
    member_keys,
    merge_list,
    same_member,
)
from bot.rules.lists.sheet_member import Row, SheetMember, Warned
from bot.rules.member import Member
from bot.rules.replies import drafts
from bot.usecases.lists import apply_changes, new_members
from bot.usecases.privacy import do_not_contact
from bot.usecases.team import own_number
from storage.engine import Store
from storage.lists import known_members
from storage.privacy import audit

PIECE = 100
"""Members saved at once: few, so that claims come between."""
CHANGES = 6
"""Known members changed at once: each takes as long as a dozen new ones."""
EVERYONE, TARGETS, OTHER = "everyone", "targets", "other"
"""The part of the branch a list holds; only *everyone* can make somebody missing."""
LEAVER = "looks_like_leaver"
KEEP = "keep"


@dataclass
class Wanted:
    """A list as it was read, and what the organiser answered about it."""

    found: Callable[[], Iterable[SheetMember]]
    part: str = OTHER
    answers: Mapping[str, str] = field(default_factory=dict)
    leavers: frozenset[Row] = frozenset()
    """Rows of members who seem to have left."""
    by: int | None = None
    doubts: Mapping[Row, merge_list.Doubt] = field(default_factory=dict)
    """The open questions about who is who, by the rows that wait for an answer."""


@dataclass
class Tally:
    """How many members of a list were new, changed, the same or missing."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    stopped: int = 0
    pieces: int = 0
    """How many pieces are saved."""
    rows: int = 0
    """How many rows of the next piece are saved."""


def add(
    session: Session, ballot: Ballot, found: Iterable[SheetMember], now: dt.datetime
) -> int:
    """Add new members to a ballot that knows none of them; return how many."""
    new = new_members.NewMembers(session, ballot, now)
    settled = (new.settle(row, {}) for row in found)
    ready = new.ready(row for row in settled if isinstance(row, SheetMember))
    return new_members.save(session, ballot, ready, now)


@dataclass
class Planned:
    """What some rows come to, and the known members as they were then."""

    rows: list[SheetMember]
    outcomes: Sequence[merge_list.Outcome]
    known: dict[int, Member]
    warnings: list[Warned] = field(default_factory=list)
    new: new_members.Ready | None = None
    """New members, made ready to be saved."""


class Import:
    """The import of one list into a ballot; `tally` is saved with each piece."""

    def __init__(self, ballot: Ballot, wanted: Wanted, now: dt.datetime) -> None:
        self.ballot, self.wanted, self.now = ballot, wanted, now
        self.tally = Tally()
        self.warnings: list[Warned] = []
        self.held: list[merge_list.HeldBack] = []
        self.opted_out = 0
        self.met: set[int] = set()
        self.known: set[int] = set()
        """Everybody the bot knew when the import began."""
        self._ids: dict[str, list[int]] = {}
        self._listed: set[str] = set()
        self._new: new_members.NewMembers | None = None

    def prepare(self, session: Session) -> None:
        """Index the known members by their match keys; only reads."""
        self._new = new_members.NewMembers(session, self.ballot, self.now)
        for member_id, member in known_members.named(session, self.ballot.id):
            self.known.add(member_id)
            if key := member_keys.number_key(member):
                self._ids.setdefault(key, []).append(member_id)
        if not self.known:
            return
        loose: set[str] = set()
        for row in self.wanted.found():
            if number := row.membership_number:
                self._listed.add(member_keys.without_zeros(number))
            if self._goes_by_name(row):
                loose.update(member_keys.name_keys(row))
        if not loose:
            return
        for member_id, member in known_members.named(session, self.ballot.id):
            for key in loose.intersection(member_keys.name_keys(member)):
                self._ids.setdefault(key, []).append(member_id)

    def _goes_by_name(self, row: SheetMember) -> bool:
        """Whether a row's number does not find who it is about."""
        if not row.membership_number or member_keys.number_key(row) not in self._ids:
            return True
        answer = self.wanted.answers.get(find_known.clash_id(row))
        return answer == same_member.DIFFERENT

    def pieces(self) -> Iterator[list[SheetMember]]:
        """Cut the list in pieces."""
        members_ = map(self._without_refused, self.wanted.found())
        while piece := list(islice(members_, PIECE)):
            self.opted_out += sum(row.do_not_contact for row in piece)
            yield piece

    def _without_refused(self, row: SheetMember) -> SheetMember:
        """Leave out a note that may not be kept, and tell the organiser (S15)."""
        refused = drafts.refusals(row.notes) if row.notes else ()
        if not refused:
            return row
        self.warnings.append(Warned(row.rows[0], "notes", "note_refused", refused[0]))
        return row._replace(notes=None)

    def plan(self, session: Session, piece: Iterable[SheetMember]) -> Planned:
        """Plan what a piece changes, against the members as they stand now."""
        rows, doubts = list(piece), self.wanted.doubts
        if not self.known and not doubts:
            return Planned(rows, list(self._staying(rows)), {})
        found = {i for row in rows for i in self._may_be(row)}
        known = {one.id: one for one in known_members.these(session, found)}
        merge = merge_list.ListMerge(
            (known_member.of(one, self.ballot) for one in known.values()),
            self.wanted.answers,
            self.met,
            self._listed,
            doubts,
        )
        results = list(self._staying(merge.results(rows)))
        return Planned(rows, results, known, merge.warnings)

    def _staying(
        self, rows: Iterable[merge_list.Outcome]
    ) -> Iterator[merge_list.Outcome]:
        """Leave out new members who have left; settle who asked for no contact."""
        if self._new is None:
            raise RuntimeError("the import was not begun")
        for row in rows:
            match row:
                case SheetMember():
                    if not self._left(row.rows):
                        yield self._new.settle(row, self.wanted.answers)
                case merge_list.Change():
                    yield self._new.settle_change(row)
                case merge_list.HeldBack():
                    yield row

    def beforehand(self, session: Session, piece: Iterable[SheetMember]) -> Planned:
        """Plan a piece and make its new members ready, so that a write is short."""
        planned = self.plan(session, piece)
        if self._new is None:
            raise RuntimeError("the import was not begun")
        told = planned.outcomes
        planned.new = self._new.ready(o for o in told if isinstance(o, SheetMember))
        return planned

    def holds(self, session: Session, planned: Planned) -> bool:
        """Whether the known members still are as they were when this was planned."""
        there = known_members.these(session, planned.known)
        return {one.id: one for one in there} == planned.known

    def changes(self, planned: Planned) -> int:
        """Count the known members whom these rows would change."""
        found = (o for o in planned.outcomes if not isinstance(o, SheetMember))
        return sum(
            isinstance(one, merge_list.HeldBack)
            or bool(one.fields)
            or self._left(one.rows)
            for one in found
        )

    def accept(self, planned: Planned) -> None:
        """Take a piece as done, only after its commit."""
        for outcome in planned.outcomes:
            match outcome:
                case merge_list.Change():
                    self.met.add(outcome.member_id)
                case merge_list.HeldBack():
                    self.held.append(outcome)
        self.warnings += planned.warnings

    def _may_be(self, row: SheetMember) -> Iterator[int]:
        """Yield the known members whom a row may be about."""
        yield from self._ids.get(member_keys.number_key(row), ())
        if self._goes_by_name(row):
            yield from self._ids.get(member_keys.name_key(row), ())
            yield from member_keys.near(self._ids, row)

    def save(self, session: Session, planned: Planned, left: int) -> Tally:
        """Write what is planned; return the tally. `left`: rows of the piece after it.

        It may run twice, so it keeps nothing before its commit.
        """
        tally = Tally(**asdict(self.tally))
        for outcome in planned.outcomes:
            match outcome:
                case merge_list.Change():
                    self._apply(session, outcome, tally)
                case merge_list.HeldBack(row, opted_out=changes):
                    for change in changes:
                        self._apply(session, change, tally)
                    self._keep_opt_out(session, row)
        if planned.new is not None:
            tally.new += new_members.save(session, self.ballot, planned.new, self.now)
        tally.pieces += not left
        tally.rows = tally.rows + len(planned.rows) if left else 0
        return tally

    def _keep_opt_out(self, session: Session, row: SheetMember) -> None:
        """Keep by name who asks for no contact in a row held back; the list may end."""
        if self._new and row.do_not_contact:
            # The number may be another's.
            fields = self._new.fields(row._replace(membership_number=None, extra=()))
            told = Member(0, self.ballot.id, **fields)
            do_not_contact.keep(session, [told], self.now)

    def _apply(self, session: Session, change: merge_list.Change, tally: Tally) -> None:
        left = self._left(change.rows)
        work = apply_changes.Work(session, self.ballot, self.now, self.wanted.by)
        done = apply_changes.apply(work, change, left=left)
        match done:
            case apply_changes.Done.SAME:
                tally.same += 1
            case apply_changes.Done.CHANGED:
                tally.changed += 1
            case apply_changes.Done.STOPPED:
                tally.changed += 1
                tally.stopped += 1

    def count(self, outcome: merge_list.Outcome) -> None:
        """Count what a row would come to."""
        match outcome:
            case SheetMember():
                self.tally.new += 1
            case merge_list.Change(fields=fields, rows=rows):
                if fields or self._left(rows):
                    self.tally.changed += 1
                else:
                    self.tally.same += 1

    def _left(self, rows: Iterable[Row]) -> bool:
        if not self.wanted.leavers or self.wanted.answers.get(LEAVER) == KEEP:
            return False
        return not self.wanted.leavers.isdisjoint(rows)

    def missing(self) -> list[int]:
        """List known members whom no row of the list is, or may be, about."""
        held_for = {one for held in self.held for one in held.known}
        return sorted(self.known - self.met - held_for)

    def finish(self, session: Session) -> Tally:
        """Match the organisers' own rows, and log that the list is in."""
        tally = Tally(**asdict(self.tally))
        own_number.match(session, self.ballot.id)
        audit.record(
            session,
            "list imported",
            self.now,
            ballot_id=self.ballot.id,
            person_id=self.wanted.by,
            detail=f"{self.wanted.part} new {tally.new} changed {tally.changed}",
        )
        return tally


Saved = Callable[[Session, Tally], object]


def run(store: Store, work: Import, saved: Saved = lambda *_: None) -> Tally:
    """Save a list piece by piece; `saved` runs in each piece's own transaction.

    Skip pieces that `work.tally` counts already, so that a crash repeats nothing.
    """
    store.read(work.prepare)
    for place, piece in enumerate(work.pieces()):
        there = 0
        if place <= work.tally.pieces:
            there = len(piece) if place < work.tally.pieces else work.tally.rows
        if there:
            work.accept(store.read(partial(work.plan, piece=piece[:there])))
        _save(store, work, piece[there:], saved)
    _mark_missing(store, work)
    work.tally = store.write(work.finish)
    return work.tally


def _save(store: Store, work: Import, piece: list[SheetMember], saved: Saved) -> None:
    """Save a piece at once; few rows at a time where many known members change."""
    if not piece:
        return
    ready = store.read(partial(work.beforehand, piece=piece))
    if work.changes(ready) <= CHANGES:
        _write(store, work, ready, 0, saved)
        return
    for end in range(CHANGES, len(piece) + CHANGES, CHANGES):
        rows = piece[end - CHANGES : end]
        ready = store.read(partial(work.beforehand, piece=rows))
        _write(store, work, ready, max(0, len(piece) - end), saved)


def _write(store: Store, work: Import, ready: Planned, left: int, saved: Saved) -> None:
    """Save these rows, planned anew if somebody has changed a member meanwhile."""

    def unit(session: Session) -> tuple[Planned, Tally]:
        holds = work.holds(session, ready)
        planned = ready if holds else work.beforehand(session, ready.rows)
        tally = work.save(session, planned, left)
        saved(session, tally)
        return planned, tally

    planned, work.tally = store.write(unit, long=True)
    work.accept(planned)


def _mark_missing(store: Store, work: Import) -> None:
    """Mark missing members if the list was everybody; none loses a card."""
    missing = work.missing() if work.wanted.part == EVERYONE else []
    marked = store.read(partial(known_members.missing, ballot_id=work.ballot.id))
    for some in _some(marked & work.met):
        store.write(partial(known_members.clear_missing, ids=some), long=True)
    for some in _some(one for one in missing if one not in marked):
        marks = partial(known_members.mark_missing, ids=some, now=work.now)
        store.write(marks, long=True)
    work.tally.missing = len(missing)


def _some(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield as many ids at a time as are written at once."""
    wanted = iter(sorted(ids))
    while found := list(islice(wanted, PIECE)):
        yield found


def compare(session: Session, work: Import) -> Iterator[merge_list.Outcome]:
    """Yield what each row would come to, and count it; save nothing."""
    work.prepare(session)
    for piece in work.pieces():
        planned = work.plan(session, piece)
        work.accept(planned)
        for outcome in planned.outcomes:
            work.count(outcome)
            yield outcome
    work.tally.missing = len(work.missing())


def preview(session: Session, work: Import) -> tuple[list[SheetMember], list[Member]]:
    """List everybody as they would be, and the known members the list misses."""
    after: dict[int, SheetMember] = {}
    for outcome in compare(session, work):
        match outcome:
            case merge_list.Change():
                after[outcome.member_id] = outcome.after
            case merge_list.HeldBack(opted_out=changes):
                after |= {change.member_id: change.after for change in changes}
            case SheetMember():
                after[-len(after)] = outcome
    others = known_members.these(session, work.known.difference(after))
    after |= {one.id: known_member.of(one, work.ballot).member for one in others}
    return [*after.values()], list(known_members.these(session, work.missing()))
