"""Buttons: from the key and code of a press to what it does."""

from collections.abc import Callable, Mapping
from functools import partial

from sqlmodel import Session

from bot.rules import presses
from bot.rules.arrivals import Arrival
from bot.rules.endings import joining
from bot.rules.members import Member
from bot.usecases import (
    allowing,
    attending,
    balloting,
    boxes,
    cases,
    closing,
    exporting,
    finding,
    inviting,
    leaks,
    lifting,
    linking,
    lists_in,
    mine,
    new_details,
    next_member,
    own_number,
    passing_words,
    planning,
    posting,
    pressing,
    promising,
    purging_now,
    said,
    setting_up,
    share_life,
    sharing,
    starting,
    stats,
    teaming,
    waiting_room,
    who_knows,
)
from bot.usecases.gate import Named
from bot.usecases.unit import Desk
from storage import cards, listings
from storage import cases as kept

Press = Callable[[Desk, cards.Panel, str], object]
PANELS: Mapping[str, Press] = {
    "mine": mine.open_one,
    "list": lists_in.pressed,
    "share": sharing.pressed,
    "shares": share_life.tapped,
    "export": exporting.pressed,
    "who": said.chosen,
    "which": said.picked,
    "several": said.record_several,
    "details": new_details.take_detail,
    "find": finding.opened,
    "knows": who_knows.answered,
    "feedback": boxes.boxed,
    "case": cases.handled,
    "cases": attending.listed,
    "told": passing_words.matched,
    "settle": attending.settled,
    "lift": lifting.pressed,
    "mute": posting.muting,
    "away": posting.back,
    "lapse": posting.lapse,
    "nudges": posting.steer,
    "stats": stats.press,
    "plan": planning.press,
    "ballot": balloting.pressed,
    "link": linking.link,
    "promise": promising.given,
    "own number": own_number.answered,
    "next": next_member.pressed,
    "switch": starting.switch,
    "waiting": waiting_room.pressed,
    "invite": inviting.revoke,
    "team": teaming.pressed,
    "allow": allowing.pressed,
    "setup": setting_up.pressed,
    "leak": leaks.pressed,
    "close": closing.pressed,
    "purge": purging_now.pressed,
    "agree purge": purging_now.agreed,
    "agree export": exporting.agreed,
}
"""What the buttons of each panel do; the permission table has a row for each."""


def resolve(session: Session, arrival: Arrival) -> Named:
    """The row of the permission table for a press, what it does, in which ballot."""
    key, _, code = (arrival.data or "").rpartition(".")
    card = cards.keyed(session, key)
    if card is not None:
        press_card = partial(pressing.press, card=card, code=code)
        use = partial(fitting, action=presses.CARD, code=code, use=press_card)
        row = "pin" if presses.pins(code) else "card"
        return Named(row, use, card.ballot_id)
    panel = cards.panel(session, key)
    if panel is None or panel.action not in PANELS:
        return Named("expired", expired)
    pressed = partial(press, panel=panel, code=code, use=PANELS[panel.action])
    use = partial(fitting, action=panel.action, code=code, use=pressed)
    return Named(f"press {panel.action}", use, panel.ballot_id)


def fitting(
    desk: Desk, action: str, code: str, use: Callable[[Desk], object]
) -> object:
    """An altered app can send any code: one that no button has changes nothing."""
    names = presses.named(action, code)
    if names is None or not _there(desk, names):
        desk.note("odd press")
        return joining.NotAllowed("expired")
    return use(desk)


def _there(desk: Desk, names: Mapping[str, str]) -> bool:
    """Whether the member or case that a code names is there, in this ballot."""
    found: list[Member | kept.Case | None] = []
    if "member" in names:
        like = listings.these(desk.session, [int(names["member"])])
        found.append(next(like, None))
    if "case" in names:
        found.append(kept.find(desk.session, int(names["case"])))
    return all(one is not None and one.ballot_id == desk.ballot.id for one in found)


def press(desk: Desk, panel: cards.Panel, code: str, use: Press) -> object:
    """A panel's press: the right person, in time, not spent; else a polite no."""
    if panel.person_id is not None and panel.person_id != desk.person.id:
        return joining.NotAllowed("not your button")
    spent = panel.pressed_at is not None and not panel.many
    if spent or panel.expires_at <= desk.now:
        return joining.NotAllowed("expired")
    cards.pressed(desk.session, panel.key, desk.now)
    return use(desk, panel, code)


def expired(desk: Desk) -> joining.NotAllowed:
    """A button nobody knows any more."""
    return joining.NotAllowed("expired")
