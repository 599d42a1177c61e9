"""`/share n`: members set aside for reps; how shares stand, lapse, are taken back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from bot.rules.lists import divide
from bot.rules.lists import endings as lists_endings
from bot.rules.member import Member
from bot.rules.person import WORKING, Person
from bot.rules.queue import queue_rules
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.context import Context
from storage import jobs, members
from storage.lists import export_queries, known_members, shares
from storage.nudges import nudge_queries
from storage.panels import Panel
from storage.queue import cards
from storage.replies import contacts
from storage.team import people

JOB = "share sheets"
AWAITED = "reps"
MOST_EACH, MOST_REPS = 50, 40


def ask(desk: Context) -> object:
    """`/share 10`: for whom? Without a number: how the shares stand."""
    if not desk.words.isdecimal() or not 0 < int(desk.words) <= MOST_EACH:
        shares.look(desk.session)
        ending: object = lists_endings.Shares(desk.ballot.id, desk.panel("shares"))
        desk.tell(ending)
        return ending
    about = {"each": int(desk.words), "chosen": [], "outside": []}
    return _show(desk, desk.panel("share", about), about)


def _show(
    desk: Context, key: str, about: dict[str, Any], *, naming: bool = False
) -> object:
    ending = lists_endings.AskReps(
        key,
        desk.ballot.id,
        about["each"],
        tuple(about["chosen"]),
        tuple(about["outside"]),
        naming,
    )
    if desk.arrival.callback_id is None:
        desk.tell(ending)
    else:
        desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def pressed(desk: Context, panel: Panel, code: str) -> object:
    """A rep more or less, somebody outside the chat, or: divide."""
    about = dict(panel.about)
    chosen = list(panel.several("chosen"))
    if code == "names":
        expected_answer.ask(desk, f"{AWAITED}:{panel.key}")
        return _show(desk, panel.key, about, naming=True)
    if code == "divide":
        return _divide(desk, panel)
    person = code.removeprefix("p")
    team = {
        str(one.id): one.id
        for one in people.team(desk.session, desk.ballot.id, WORKING)
    }
    if person not in team:
        return joining.NotAllowed("expired")
    who = team[person]
    about["chosen"] = (
        [p for p in chosen if p != who] if who in chosen else [*chosen, who]
    )
    cards.change_panel(desk.session, panel.key, about)
    return _show(desk, panel.key, about)


def _team(desk: Context) -> list[Person]:
    return people.team(desk.session, desk.ballot.id, WORKING)


def named(desk: Context) -> object:
    """Names of reps who are not in the chat, typed one after another."""
    key = expected_answer.taken(desk)
    panel = cards.panel(desk.session, key)
    if panel is None or panel.person_id != desk.person.id:
        return joining.NotAllowed("expired")
    about = dict(panel.about)
    typed = [
        " ".join(name.split()) for name in desk.words.replace("\n", ",").split(",")
    ]
    names = dict.fromkeys([*panel.several("outside"), *filter(None, typed)])
    about["outside"] = [name[:60] for name in names][:MOST_REPS]
    cards.change_panel(desk.session, key, about)
    return _show(desk, key, about)


def _divide(desk: Context, panel: Panel) -> object:
    """The most urgent first: kept for reps of the chat, on sheets for the others."""
    reps = _reps(desk, panel)
    each = panel.number("each")
    if not reps:
        return joining.NotAllowed("expired")
    probes = queue_rules.probes(desk.ballot, desk.now, desk.numbers)
    ids = export_queries.free(desk.session, desk.ballot.id, probes, each * len(reps))
    by_id = {member.id: member for member in known_members.these(desk.session, ids)}
    divided = divide.divide([by_id[one] for one in ids], reps, each)
    until = divide.lapses(desk.ballot, desk.now)
    sheets_of = [
        share.id
        for rep, found in zip(reps, divided, strict=True)
        if found and (share := _set_aside(desk, rep, found)).person_id is None
    ]
    if sheets_of:
        _sheet(desk, sheets_of)
    counts = tuple(map(len, divided))
    names = tuple(rep.name for rep in reps)
    ending = lists_endings.Shared(desk.ballot.id, names, counts, until.isoformat())
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    cards.expire(desk.session, panel.key, desk.now)
    return ending


def _reps(desk: Context, panel: Panel) -> list[divide.Rep]:
    team = {one.id: one for one in _team(desk)}
    inside = [team[p] for p in panel.several("chosen") if p in team]
    reps = [
        divide.Rep(
            one.name,
            one.id,
            one.workplace,
            one.own_member_id,
            contacts.spoken_with(desk.session, desk.ballot.id, person_id=one.id),
        )
        for one in inside
    ]
    for name in panel.several("outside"):
        knows = contacts.spoken_with(desk.session, desk.ballot.id, by_name=name)
        reps.append(divide.Rep(name, knows=knows))
    return reps


def _set_aside(desk: Context, rep: divide.Rep, found: Sequence[Member]) -> shares.Share:
    """Kept for the rep; for one outside the chat, for whoever sends them the sheet."""
    until = divide.lapses(desk.ballot, desk.now)
    keeper = rep.person_id or desk.person.id
    for member in found:
        members.change(desk.session, member, kept_for=keeper, kept_until=until)
    ids = [member.id for member in found]
    nudge_queries.told(desk.session, ids)
    share = shares.add(
        desk.session,
        ids,
        ballot_id=desk.ballot.id,
        made_by=desk.person.id,
        rep=rep.name,
        person_id=rep.person_id,
        made_at=desk.now,
        lapses_at=until,
    )
    desk.note("share made", detail=f"{share.id} of {len(ids)}")
    if rep.person_id is not None:
        who = people.get(desk.session, rep.person_id, desk.ballot.id)
        aside = lists_endings.SetAside(len(ids), until.isoformat(), desk.ballot.id)
        desk.say(aside, who.telegram_id)
    return share


def _sheet(desk: Context, share_ids: list[int]) -> None:
    jobs.put(
        desk.session,
        JOB,
        desk.now,
        ballot_id=desk.ballot.id,
        person_id=desk.person.id,
        about={"shares": share_ids, "cutoff": desk.now.isoformat()},
    )


def tapped(desk: Context, panel: Panel, code: str) -> object:
    """Under the list of shares: one is still alive, or is taken back."""
    what, _, number = code.partition("_")
    share = shares.get(desk.session, int(number)) if number.isdecimal() else None
    if share is None or share.ballot_id != desk.ballot.id:
        return joining.NotAllowed("expired")
    if what == "back":
        release(desk.session, share.id)
        shares.note(desk.session, share.id, ended_at=desk.now)
    else:
        prolong(desk.session, share, divide.lapses(desk.ballot, desk.now))
    ending = lists_endings.Shares(desk.ballot.id, panel.key)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def release(session: Session, share_id: int) -> None:
    """What is not back goes to anybody."""
    for member in _waiting(session, share_id):
        members.change(session, member, kept_for=None, kept_until=None)


def prolong(session: Session, share: shares.Share, until: dt.datetime) -> None:
    """A sign of life: the rest stays set aside."""
    shares.note(session, share.id, lapses_at=until)
    for member in _waiting(session, share.id):
        members.change(session, member, kept_until=until)
        nudge_queries.told(session, [member.id])


def _waiting(session: Session, share_id: int) -> list[Member]:
    waiting = known_members.these(session, shares.waiting(session, share_id))
    return [member for member in waiting if member.kept_for and member.holder is None]


def lapse(session: Session, now: dt.datetime) -> None:
    """Shares whose time is over end; each tick looks."""
    for share in shares.lapsing(session, now):
        release(session, share.id)
        shares.note(session, share.id, ended_at=now)
