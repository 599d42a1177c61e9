"""`/tell name, what they said`: passed on, write-only; an organiser matches it."""

from bot.rules import care, drafts, lookup
from bot.rules.endings import joining, needs, speaking
from bot.rules.persons import Person
from bot.usecases import drafted, recording, reopening, reports, targets
from bot.usecases.unit import Desk
from storage import cards, members, naming, people, tellings


def tell(desk: Desk) -> object:
    """The same answer whoever is named: nothing is shown and nothing confirmed."""
    name, comma, words = desk.words.partition(",")
    if not (comma and name.strip() and words.strip()):
        desk.tell(speaking.TypeMore("tell"))
        return speaking.TypeMore("tell")
    draft = drafts.of(words.strip(), desk.ballot, desk.now)
    mine = lookup.like(name, map(lookup.named, targets.held(desk)))
    card = _held_card(desk, mine)
    if card is not None:
        return reports.about(desk, card, draft)
    telling = tellings.add(
        desk.session,
        desk.ballot.id,
        desk.person.id,
        name.strip(),
        drafts.plain(draft),
        desk.now,
    )
    desk.note("passed on")
    for organiser in people.organisers(desk.session, desk.ballot.id):
        offer(desk, telling, organiser)
    desk.tell(speaking.PassedOn(tuple(draft.refused)))
    return speaking.PassedOn()


def _held_card(desk: Desk, found: lookup.Found) -> cards.Card | None:
    """Their own open member is no secret to them."""
    if not found.exact or len(found.ids) != 1:
        return None
    return cards.latest(desk.session, found.ids[0], desk.person.id)


def offer(desk: Desk, telling: tellings.Telling, organiser: Person) -> None:
    """An organiser sees the words, and whom they may be about."""
    found = lookup.like(telling.name, naming.of_ballot(desk.session, desk.ballot.id))
    key = cards.open_panel(
        desk.session,
        "told",
        max(desk.ballot.closes, desk.now) + care.AFTER_CLOSE,
        about={"telling": telling.id, "ids": list(found.ids)},
        person_id=organiser.id,
        ballot_id=desk.ballot.id,
    )
    desk.say(needs.Told(telling.id, key, found.ids), organiser.telegram_id)


def matched(desk: Desk, panel: cards.Panel, code: str) -> object:
    """One tap: it is about this member, and is recorded; or it is put aside."""
    telling = tellings.get(desk.session, panel.number("telling"))
    if telling.settled_at is not None:
        return joining.NotAllowed("settled")
    if code == "none":
        tellings.settle(desk.session, telling.id, None, desk.now)
    else:
        member_id = int(code.removeprefix("m"))
        if member_id not in panel.several("ids"):
            return joining.NotAllowed("expired")
        tellings.settle(desk.session, telling.id, member_id, desk.now)
        _record(desk, telling, member_id)
    ending = needs.ToldSettled(telling.id)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _record(desk: Desk, telling: tellings.Telling, member_id: int) -> None:
    """As plainly read it is recorded; else the organiser gets the card to do it."""
    member = members.get(desk.session, member_id)
    draft = drafts.of_plain(telling.draft)
    desk.note("matched", member.id)
    if draft.asks or not draft.is_report:
        reopening.reopen(desk, member)
        return
    said = drafted.said(draft, member, at=telling.at)
    recording.record(desk, member, said)
