"""`/share n`: members set aside for reps, in the chat or on a sheet of their own."""

from collections.abc import Sequence
from typing import Any

from bot.rules import queue, sharing
from bot.rules.endings import joining, sheets
from bot.rules.members import Member
from bot.rules.persons import WORKING, Person
from bot.usecases import awaiting
from bot.usecases.unit import Desk
from storage import (
    cards,
    contacts,
    exporting,
    jobs,
    listings,
    members,
    people,
    ripening,
    shares,
)
from storage.panels import Panel

JOB = "share sheets"
AWAITED = "reps"
MOST_EACH, MOST_REPS = 50, 40


def ask(desk: Desk) -> object:
    """`/share 10`: for whom? Without a number: how the shares stand."""
    if not desk.words.isdecimal() or not 0 < int(desk.words) <= MOST_EACH:
        shares.look(desk.session)
        ending: object = sheets.Shares(desk.ballot.id, desk.panel("shares"))
        desk.tell(ending)
        return ending
    about = {"each": int(desk.words), "chosen": [], "outside": []}
    return _show(desk, desk.panel("share", about), about)


def _show(
    desk: Desk, key: str, about: dict[str, Any], *, naming: bool = False
) -> object:
    ending = sheets.AskReps(
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


def pressed(desk: Desk, panel: Panel, code: str) -> object:
    """A rep more or less, somebody outside the chat, or: divide."""
    about = dict(panel.about)
    chosen = list(panel.several("chosen"))
    if code == "names":
        awaiting.ask(desk, f"{AWAITED}:{panel.key}")
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


def _team(desk: Desk) -> list[Person]:
    return people.team(desk.session, desk.ballot.id, WORKING)


def named(desk: Desk) -> object:
    """Names of reps who are not in the chat, typed one after another."""
    key = awaiting.taken(desk)
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


def _divide(desk: Desk, panel: Panel) -> object:
    """The most urgent first: kept for reps of the chat, on sheets for the others."""
    reps = _reps(desk, panel)
    each = panel.number("each")
    if not reps:
        return joining.NotAllowed("expired")
    probes = queue.probes(desk.ballot, desk.now, desk.numbers)
    ids = exporting.free(desk.session, desk.ballot.id, probes, each * len(reps))
    by_id = {member.id: member for member in listings.these(desk.session, ids)}
    divided = sharing.divide([by_id[one] for one in ids], reps, each)
    until = sharing.lapses(desk.ballot, desk.now)
    sheets_of = [
        share.id
        for rep, found in zip(reps, divided, strict=True)
        if found and (share := _set_aside(desk, rep, found)).person_id is None
    ]
    if sheets_of:
        _sheet(desk, sheets_of)
    counts = tuple(map(len, divided))
    names = tuple(rep.name for rep in reps)
    ending = sheets.Shared(desk.ballot.id, names, counts, until.isoformat())
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    cards.expire(desk.session, panel.key, desk.now)
    return ending


def _reps(desk: Desk, panel: Panel) -> list[sharing.Rep]:
    team = {one.id: one for one in _team(desk)}
    inside = [team[p] for p in panel.several("chosen") if p in team]
    reps = [
        sharing.Rep(
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
        reps.append(sharing.Rep(name, knows=knows))
    return reps


def _set_aside(desk: Desk, rep: sharing.Rep, found: Sequence[Member]) -> shares.Share:
    """Kept for the rep; for one outside the chat, for whoever sends them the sheet."""
    until = sharing.lapses(desk.ballot, desk.now)
    keeper = rep.person_id or desk.person.id
    for member in found:
        members.change(desk.session, member, kept_for=keeper, kept_until=until)
    ids = [member.id for member in found]
    ripening.told(desk.session, ids)
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
        aside = sheets.SetAside(len(ids), until.isoformat(), desk.ballot.id)
        desk.say(aside, who.telegram_id)
    return share


def _sheet(desk: Desk, share_ids: list[int]) -> None:
    jobs.put(
        desk.session,
        JOB,
        desk.now,
        ballot_id=desk.ballot.id,
        person_id=desk.person.id,
        about={"shares": share_ids, "cutoff": desk.now.isoformat()},
    )
