"""Preferences for nudges: `/nudges`, `/mute`, `/away`, `/pledge`."""

import datetime as dt

from bot.rules import general_endings
from bot.rules.arrivals import Place
from bot.rules.ballot import hours, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges import pledge_words
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.queue import caps
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


def plan(context: Context) -> nudges_endings.Ending:
    """Answer `/nudges`: what will be sent when, to how many; pause, send now."""
    ending = nudges_endings.Planned(context.ballot.id, context.panel("nudges"))
    context.tell(ending)
    return ending


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a press of the buttons under the plan."""
    ballot_id = context.ballot.id
    if code == "now":
        return send_now(context)
    changes: dict[str, ballots.LifeChanges] = {
        "pause": {"nudges_paused": True},
        "resume": {"nudges_paused": False},
        "quiet": {"group_muted": True},
        "loud": {"group_muted": False},
    }
    ballots.update_life(context.session, ballot_id, **changes[code])
    context.note("nudges", detail=code)
    ending = nudges_endings.Planned(ballot_id, panel.key)
    context.edit(ending)
    return ending


def send_now(context: Context) -> nudges_endings.Ending:
    """Send the countdown now for an organiser; in quiet hours, when they end."""
    groups = [chat.id for chat in chats.linked(context.session, context.ballot.id)]
    start = hours.earliest(context.ballot, context.now, hours.LOUD)
    slot = f"{nudge_check.BY_HAND}{start:%Y-%m-%d %H:%M}"
    until = start + HOUR
    nudge = PlannedNudge(context.ballot.id, Kind.COUNTDOWN, slot, start, until)
    nudges.plan(context.session, [nudge], groups)
    plan_nudges.send(context.session, context.now, context.bot_name)
    context.note("nudges", detail="send now")
    ending = nudges_endings.SentNow(len(groups), start, context.ballot.id)
    context.tell(ending)
    return ending


def mute(context: Context) -> nudges_endings.Ending:
    """Answer `/mute [off]`: mute the person, or the group for an organiser."""
    wanted = context.words.lower() not in ("off", "no", "0")
    if context.place is Place.LINKED_GROUP and context.person.organises:
        return _mute_group(context, wanted)
    return _mute(context, wanted)


def _mute(context: Context, wanted: bool) -> nudges_endings.Ending:
    people.update_role(
        context.session, context.person.id, context.ballot.id, muted=wanted
    )
    ending = nudges_endings.Muted(wanted, False, context.panel("mute"))
    if context.arrival.private:
        context.tell(ending)
    else:
        context.acknowledge(ending)
    return ending


def _mute_group(context: Context, wanted: bool) -> nudges_endings.Ending:
    ballots.update_life(context.session, context.ballot.id, group_muted=wanted)
    context.note("nudges", detail="quiet" if wanted else "loud")
    ending = nudges_endings.Muted(wanted, True, context.panel("mute"))
    context.post(ending)
    return ending


def unmute(context: Context, _panel: cards.Panel, code: str) -> nudges_endings.Ending:
    """Take a mute back by its button."""
    return _mute_group(context, False) if code == "group" else _mute(context, False)


def away(context: Context) -> nudges_endings.Ending:
    """Answer `/away [days]`: give back cards and promises, send no nudges meanwhile."""
    days = pledge_words.days(context.words, AWAY_DAYS, MOST_AWAY)
    if days is None:
        return _misread(context, "away")
    held = members.held(context.session, context.person.id, context.ballot.id)
    kept = members.kept(context.session, context.person.id, context.ballot.id)
    release.release_all(
        context.session, context.person.id, context.ballot.id, "released", context.now
    )
    until = context.ballot.at(context.ballot.today(context.now) + days * workdays.DAY)
    _settle_away(context, until)
    context.note("away", detail=str(days))
    handed = sum(one.holder is None for one in kept)
    key = context.panel("away", until=until)
    ending = nudges_endings.Away(until, len(held), handed, key, context.ballot.id)
    context.tell(ending)
    return ending


def come_back(
    context: Context, _panel: cards.Panel, _code: str
) -> nudges_endings.Ending:
    """End an absence: nudges are sent again."""
    _settle_away(context, None)
    context.note("back")
    context.tell(nudges_endings.Back())
    return nudges_endings.Back()


def _settle_away(context: Context, until: dt.datetime | None) -> None:
    people.update_role(
        context.session, context.person.id, context.ballot.id, away_until=until
    )


def pledge(context: Context) -> nudges_endings.Ending:
    """Answer `/pledge n [time]`: plan one private nudge for that time."""
    wish = pledge_words.read(context.words, context.ballot, context.now)
    if wish is None:
        return _misread(context, "pledge")
    day = context.ballot.today(wish.at)
    pledges.make(
        context.session,
        context.person.id,
        context.ballot.id,
        day,
        wish.contacts,
        wish.at,
    )
    ending = nudges_endings.Pledged(wish.contacts, wish.at, context.ballot.id)
    context.tell(ending)
    return ending


def _misread(context: Context, what: str) -> nudges_endings.Ending:
    ending = nudges_endings.Misread(what)
    context.tell(ending)
    return ending


def keep_or_release(context: Context, panel: cards.Panel, code: str) -> object:
    """Keep a card that was about to lapse, or give it back."""
    claim_id = panel.about.get("claim")
    claim = claims.get(context.session, claim_id) if isinstance(claim_id, int) else None
    if claim is None or claim.ended_at is not None:
        return general_endings.NotAllowed("expired")
    if code == "release":
        claims.end(context.session, claim.member_id, "released", context.now)
        context.note("released", claim.member_id)
        return _edit(context, nudges_endings.GaveBack())
    member = members.get(context.session, claim.member_id)
    until = _longer(context, context.ballot, waiting=member.waiting)
    claims.extend(context.session, member.id, until, waiting=member.waiting)
    context.note("kept", member.id)
    return _edit(context, nudges_endings.KeptOn(until, context.ballot.id))


def _longer(context: Context, ballot: Ballot, *, waiting: bool) -> dt.datetime:
    if waiting:
        return caps.waiting_until(ballot, context.now, context.numbers)
    return caps.lease_until(context.now, context.numbers)


def _edit(context: Context, ending: nudges_endings.Ending) -> nudges_endings.Ending:
    """Edit the nudge into its answer."""
    context.edit(ending)
    return ending
