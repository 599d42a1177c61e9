"""Who wants nudges and when: `/nudges`, `/mute`, `/away`, `/pledge`."""

import datetime as dt

from bot.rules.arrivals import Place
from bot.rules.ballot import hours, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges import pledge_words
from bot.rules.nudges.planned import Kind, PlannedNudge
from bot.rules.queue import caps
from bot.rules.team import joining
from bot.usecases import release
from bot.usecases.context import Context
from bot.usecases.nudges import nudge_check, plan_nudges
from storage import ballots, members
from storage.nudges import nudges, pledges
from storage.queue import cards, claims
from storage.team import chats, people

AWAY_DAYS = 7
MOST_AWAY = 60
HOUR = dt.timedelta(hours=1)


def plan(desk: Context) -> nudges_endings.Ending:
    """`/nudges`: what will go when, to how many; pause, send now."""
    ending = nudges_endings.Planned(desk.ballot.id, desk.panel("nudges"))
    desk.tell(ending)
    return ending


def steer(desk: Context, panel: cards.Panel, code: str) -> object:
    """The buttons under the plan."""
    ballot_id = desk.ballot.id
    if code == "now":
        return send_now(desk)
    changes: dict[str, dict[str, object]] = {
        "pause": {"nudges_paused": True},
        "resume": {"nudges_paused": False},
        "quiet": {"group_muted": True},
        "loud": {"group_muted": False},
    }
    ballots.live(desk.session, ballot_id, **changes[code])
    desk.note("nudges", detail=code)
    ending = nudges_endings.Planned(ballot_id, panel.key)
    if desk.arrival.message_id is not None:
        desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def send_now(desk: Context) -> nudges_endings.Ending:
    """The countdown at an organiser's word; in quiet hours when they end."""
    groups = [chat.id for chat in chats.linked(desk.session, desk.ballot.id)]
    start = hours.earliest(desk.ballot, desk.now, hours.LOUD)
    slot = f"{nudge_check.BY_HAND}{start:%Y-%m-%d %H:%M}"
    until = start + HOUR
    nudge = PlannedNudge(desk.ballot.id, Kind.COUNTDOWN, slot, start, until)
    nudges.plan(desk.session, [nudge], groups)
    plan_nudges.send(desk.session, desk.now, desk.bot_name)
    desk.note("nudges", detail="send now")
    ending = nudges_endings.SentNow(len(groups), start, desk.ballot.id)
    desk.tell(ending)
    return ending


def mute(desk: Context) -> nudges_endings.Ending:
    """`/mute [off]`: no nudges to me; an organiser in the group: none to the group."""
    wanted = desk.words.lower() not in ("off", "no", "0")
    if desk.place is Place.LINKED_GROUP and desk.person.organises:
        return _mute_group(desk, wanted)
    return _mute(desk, wanted)


def _mute(desk: Context, wanted: bool) -> nudges_endings.Ending:
    people.settle(desk.session, desk.person.id, desk.ballot.id, muted=wanted)
    ending = nudges_endings.Muted(wanted, False, desk.panel("mute"))
    if desk.arrival.private:
        desk.tell(ending)
    else:
        desk.acknowledge(ending)
    return ending


def _mute_group(desk: Context, wanted: bool) -> nudges_endings.Ending:
    ballots.live(desk.session, desk.ballot.id, group_muted=wanted)
    desk.note("nudges", detail="quiet" if wanted else "loud")
    ending = nudges_endings.Muted(wanted, True, desk.panel("mute"))
    desk.say(ending, desk.arrival.chat_id)
    return ending


def muting(desk: Context, panel: cards.Panel, code: str) -> nudges_endings.Ending:
    """The button that takes a mute back."""
    return _mute_group(desk, False) if code == "group" else _mute(desk, False)


def away(desk: Context) -> nudges_endings.Ending:
    """`/away [days]`: cards back, promises handed over, no nudges meanwhile."""
    days = pledge_words.days(desk.words, AWAY_DAYS, MOST_AWAY)
    if days is None:
        return _misread(desk, "away")
    held = members.held(desk.session, desk.person.id, desk.ballot.id)
    kept = members.kept(desk.session, desk.person.id, desk.ballot.id)
    release.release_all(
        desk.session, desk.person.id, desk.ballot.id, "released", desk.now
    )
    until = desk.ballot.at(desk.ballot.today(desk.now) + days * workdays.DAY)
    _settle_away(desk, until)
    desk.note("away", detail=str(days))
    handed = sum(one.holder is None for one in kept)
    key = desk.panel("away", until=until)
    ending = nudges_endings.Away(until, len(held), handed, key, desk.ballot.id)
    desk.tell(ending)
    return ending


def back(desk: Context, panel: cards.Panel, code: str) -> nudges_endings.Ending:
    """Nudges and all again."""
    _settle_away(desk, None)
    desk.note("back")
    desk.tell(nudges_endings.Back())
    return nudges_endings.Back()


def _settle_away(desk: Context, until: dt.datetime | None) -> None:
    people.settle(desk.session, desk.person.id, desk.ballot.id, away_until=until)


def pledge(desk: Context) -> nudges_endings.Ending:
    """`/pledge n [time]`: one private nudge at the time."""
    wish = pledge_words.read(desk.words, desk.ballot, desk.now)
    if wish is None:
        return _misread(desk, "pledge")
    day = desk.ballot.today(wish.at)
    pledges.make(
        desk.session, desk.person.id, desk.ballot.id, day, wish.contacts, wish.at
    )
    ending = nudges_endings.Pledged(wish.contacts, wish.at, desk.ballot.id)
    desk.tell(ending)
    return ending


def _misread(desk: Context, what: str) -> nudges_endings.Ending:
    ending = nudges_endings.Misread(what)
    desk.tell(ending)
    return ending


def lapse(desk: Context, panel: cards.Panel, code: str) -> object:
    """Keep a card that was about to lapse, or give it back."""
    claim_id = panel.about.get("claim")
    claim = claims.get(desk.session, claim_id) if isinstance(claim_id, int) else None
    if claim is None or claim.ended_at is not None:
        return joining.NotAllowed("expired")
    if code == "release":
        claims.end(desk.session, claim.member_id, "released", desk.now)
        desk.note("released", claim.member_id)
        return _edited(desk, nudges_endings.GaveBack())
    member = members.get(desk.session, claim.member_id)
    until = _longer(desk, desk.ballot, waiting=member.waiting)
    claims.extend(desk.session, member.id, until, waiting=member.waiting)
    desk.note("kept", member.id)
    return _edited(desk, nudges_endings.KeptOn(until, desk.ballot.id))


def _longer(desk: Context, ballot: Ballot, *, waiting: bool) -> dt.datetime:
    if waiting:
        return caps.waiting_until(ballot, desk.now, desk.numbers)
    return caps.lease_until(desk.now, desk.numbers)


def _edited(desk: Context, ending: nudges_endings.Ending) -> nudges_endings.Ending:
    """In the place of the nudge."""
    if desk.arrival.message_id is not None:
        desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending
