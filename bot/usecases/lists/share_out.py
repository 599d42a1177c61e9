"""`/share n`: set members aside for reps; list, prolong, lapse and take back shares."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.lists import divide
from bot.rules.lists import endings as lists_endings
from bot.rules.lists.sheet_job import About
from bot.rules.member import Member
from bot.rules.person import WORKING, Person
from bot.rules.queue import caps, queue_rules
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.privacy import second_organiser, views
from storage import members
from storage.lists import export_queries, known_members, shares
from storage.nudges import nudge_queries
from storage.panels import Panel
from storage.queue import cards, release_lapsed
from storage.replies import contacts
from storage.team import people

JOB = "share sheets"
AWAITED = "reps"
MOST_EACH, MOST_REPS = 50, 40


def ask(context: Context) -> object:
    """Answer `/share 10`: ask for whom; without a number, list the shares."""
    if not context.words.isdecimal() or not 0 < int(context.words) <= MOST_EACH:
        shares.mark_recorded(context.session)
        ending = lists_endings.Shares(context.ballot.id, context.panel("shares"))
        context.tell(ending)
        return ending
    wanted = Wanted(int(context.words))
    return _show(context, context.panel("share", asdict(wanted)), wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many members for each rep: those in the chat by id, others by name."""

    each: int
    chosen: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()


def _wanted(panel: Panel) -> Wanted:
    """Read what the buttons of `/share` hold."""
    chosen, outside = panel.several("chosen"), panel.several("outside")
    return Wanted(panel.number("each"), tuple(chosen), tuple(outside))


def _change(context: Context, key: str, wanted: Wanted) -> object:
    cards.change_panel(context.session, key, asdict(wanted))
    return _show(context, key, wanted)


def _show(
    context: Context, key: str, wanted: Wanted, *, naming: bool = False
) -> object:
    ending = lists_endings.AskReps(
        key,
        context.ballot.id,
        wanted.each,
        wanted.chosen,
        wanted.outside,
        naming,
    )
    context.edit(ending)
    return ending


def choose_reps(context: Context, panel: Panel, code: str) -> object:
    """Take a press: add or remove a rep, ask for names outside the chat, or divide."""
    wanted = _wanted(panel)
    if code == "names":
        expected_answer.ask(context, f"{AWAITED}:{panel.key}")
        return _show(context, panel.key, wanted, naming=True)
    if code == "divide":
        return _divide(context, panel.key, wanted)
    team = {f"p{one.id}": one.id for one in _team(context)}
    if code not in team:
        return general_endings.NotAllowed("expired")
    who = team[code]
    if who in wanted.chosen:
        chosen = tuple(one for one in wanted.chosen if one != who)
    else:
        chosen = (*wanted.chosen, who)
    return _change(context, panel.key, replace(wanted, chosen=chosen))


def _team(context: Context) -> list[Person]:
    return people.team(context.session, context.ballot.id, WORKING)


def take_names(context: Context) -> object:
    """Take the typed names of reps who are not in the chat."""
    key = expected_answer.take(context)
    panel = cards.panel(context.session, key)
    if panel is None or panel.person_id != context.person.id:
        return general_endings.NotAllowed("expired")
    wanted = _wanted(panel)
    typed = [
        " ".join(name.split()) for name in context.words.replace("\n", ",").split(",")
    ]
    names = dict.fromkeys([*wanted.outside, *filter(None, typed)])
    outside = tuple(name[:60] for name in names)[:MOST_REPS]
    return _change(context, key, replace(wanted, outside=outside))


def decide_as_second(context: Context, panel: Panel, code: str) -> object:
    """Take the decision of another organiser on sheets that show many members."""
    key = str(panel.about.get("share"))
    asked = cards.panel(context.session, key)
    if asked is None:
        return general_endings.NotAllowed("expired")
    wanted = _wanted(asked)
    return second_organiser.decide(
        context, panel, code, lambda theirs: _divide(theirs, key, wanted, agreed=True)
    )


def _divide(
    context: Context, key: str, wanted: Wanted, *, agreed: bool = False
) -> object:
    """Divide the most urgent members: keep them for reps of the chat or make sheets."""
    reps, each = _reps(context, wanted), wanted.each
    if not reps:
        return general_endings.NotAllowed("expired")
    probes = queue_rules.probes(context.ballot, context.now, context.numbers)
    ids = export_queries.free(
        context.session, context.ballot.id, probes, each * len(reps)
    )
    by_id = {member.id: member for member in known_members.these(context.session, ids)}
    divided = divide.divide([by_id[one] for one in ids], reps, each)
    on_sheets = [
        member.id
        for rep, found in zip(reps, divided, strict=True)
        for member in found
        if rep.person_id is None
    ]
    if not agreed and views.passed(context, on_sheets, (caps.Cap.DAY,)):
        waits = second_organiser.ask(context, second_organiser.SHARE, {"share": key})
        if waits is not None:
            return waits
        agreed = True
    until = divide.kept_until(context.ballot, context.now)
    sheets_of = [
        share.id
        for rep, found in zip(reps, divided, strict=True)
        if found and (share := _set_aside(context, rep, found)).person_id is None
    ]
    if sheets_of:
        cutoff = context.now.isoformat()
        about: About = {"shares": sheets_of, "cutoff": cutoff, "agreed": agreed}
        context.start_job(JOB, about)
    counts = tuple(map(len, divided))
    names = tuple(rep.name for rep in reps)
    ending = lists_endings.Shared(context.ballot.id, names, counts, until.isoformat())
    context.edit(ending)
    cards.expire(context.session, key, context.now)
    return ending


def _reps(context: Context, wanted: Wanted) -> list[divide.Rep]:
    team = {one.id: one for one in _team(context)}
    inside = [team[one] for one in wanted.chosen if one in team]
    reps = [
        divide.Rep(
            one.name,
            one.id,
            one.workplace,
            one.own_member_id,
            contacts.spoken_with(context.session, context.ballot.id, person_id=one.id),
        )
        for one in inside
    ]
    for name in wanted.outside:
        knows = contacts.spoken_with(context.session, context.ballot.id, by_name=name)
        reps.append(divide.Rep(name, knows=knows))
    return reps


def _set_aside(
    context: Context, rep: divide.Rep, found: Sequence[Member]
) -> shares.Share:
    """Keep members for the rep, or for the sender of the sheet to a rep outside."""
    until = divide.kept_until(context.ballot, context.now)
    keeper = rep.person_id or context.person.id
    for member in found:
        members.change(context.session, member, kept_for=keeper, kept_until=until)
    ids = [member.id for member in found]
    nudge_queries.mark_planned(context.session, ids)
    share = shares.add(
        context.session,
        ids,
        ballot_id=context.ballot.id,
        made_by=context.person.id,
        rep=rep.name,
        person_id=rep.person_id,
        made_at=context.now,
        lapses_at=until,
    )
    context.note("share made", detail=f"{share.id} of {len(ids)}")
    if rep.person_id is not None:
        who = people.get(context.session, rep.person_id, context.ballot.id)
        aside = lists_endings.SetAside(len(ids), until.isoformat(), context.ballot.id)
        context.say(aside, who.telegram_id)
    return share


def prolong_or_take_back(context: Context, panel: Panel, code: str) -> object:
    """Prolong a share or take it back, by the buttons under the list of shares."""
    what, _, number = code.partition("_")
    share = shares.get(context.session, int(number)) if number.isdecimal() else None
    if share is None or share.ballot_id != context.ballot.id:
        return general_endings.NotAllowed("expired")
    if what == "back":
        release(context.session, share.id)
        shares.end(context.session, share.id, context.now)
    else:
        prolong(context.session, share, divide.kept_until(context.ballot, context.now))
    ending = lists_endings.Shares(context.ballot.id, panel.key)
    context.edit(ending)
    return ending


def release(session: Session, share_id: int) -> None:
    """Release the members of a share who have not come back."""
    release_lapsed.of_share(session, share_id)


def prolong(session: Session, share: shares.Share, until: dt.datetime) -> None:
    """Keep the members who have not come back set aside for longer."""
    shares.extend(session, share.id, until)
    for member in _waiting(session, share.id):
        members.change(session, member, kept_until=until)
        nudge_queries.mark_planned(session, [member.id])


def _waiting(session: Session, share_id: int) -> list[Member]:
    waiting = known_members.these(session, shares.unanswered(session, share_id))
    return [member for member in waiting if member.kept_for and member.holder is None]


def lapse(session: Session, now: dt.datetime) -> bool:
    """End a share whose time is over; False if there is none."""
    for share in shares.lapsed(session, now):
        release(session, share.id)
        shares.end(session, share.id, now)
        return True
    return False
