"""`/tell name, what they said`: passed on, write-only; an organiser matches it."""

from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.person import Person
from bot.rules.replies import drafts, lookup
from bot.rules.replies import endings as replies_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.queue import held, reopen
from bot.usecases.replies import record_outcome, statement, typed_words
from storage import members
from storage.queue import cards
from storage.replies import passed_on
from storage.team import people


def tell(desk: Context) -> object:
    """The same answer whoever is named: nothing is shown and nothing confirmed."""
    name, comma, words = desk.words.partition(",")
    if not (comma and name.strip() and words.strip()):
        desk.tell(replies_endings.TypeMore("tell"))
        return replies_endings.TypeMore("tell")
    draft = drafts.of(words.strip(), desk.ballot, desk.now)
    mine = lookup.like(name, map(lookup.named, held.held(desk)))
    card = _held_card(desk, mine)
    if card is not None:
        return typed_words.about(desk, card, draft)
    telling = passed_on.add(
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
    desk.tell(replies_endings.PassedOn(tuple(draft.refused)))
    return replies_endings.PassedOn()


def _held_card(desk: Context, found: lookup.Found) -> cards.Card | None:
    """Their own open member is no secret to them."""
    if not found.exact or len(found.ids) != 1:
        return None
    return cards.latest(desk.session, found.ids[0], desk.person.id)


def offer(desk: Context, telling: passed_on.Telling, organiser: Person) -> None:
    """An organiser sees the words, and whom they may be about."""
    found = lookup.like(telling.name, members.of_ballot(desk.session, desk.ballot.id))
    key = cards.open_panel(
        desk.session,
        "told",
        max(desk.ballot.closes, desk.now) + case_rules.AFTER_CLOSE,
        about={"telling": telling.id, "ids": list(found.ids)},
        person_id=organiser.id,
        ballot_id=desk.ballot.id,
    )
    desk.say(care_endings.Told(telling.id, key, found.ids), organiser.telegram_id)


def matched(desk: Context, panel: cards.Panel, code: str) -> object:
    """One tap: it is about this member, and is recorded; or it is put aside."""
    telling = passed_on.get(desk.session, panel.number("telling"))
    if telling.settled_at is not None:
        return joining.NotAllowed("settled")
    if code == "none":
        passed_on.settle(desk.session, telling.id, None, desk.now)
    else:
        member_id = int(code.removeprefix("m"))
        if member_id not in panel.several("ids"):
            return joining.NotAllowed("expired")
        passed_on.settle(desk.session, telling.id, member_id, desk.now)
        _record(desk, telling, member_id)
    ending = care_endings.ToldSettled(telling.id)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def _record(desk: Context, telling: passed_on.Telling, member_id: int) -> None:
    """As plainly read it is recorded; else the organiser gets the card to do it."""
    member = members.get(desk.session, member_id)
    draft = drafts.of_plain(telling.draft)
    desk.note("matched", member.id)
    if draft.asks or not draft.is_report:
        reopen.reopen(desk, member)
        return
    said = statement.said(draft, member, at=telling.at)
    record_outcome.record(desk, member, said)
