"""`/tell name, what they said`: pass words on; an organiser matches the member."""

from bot.rules import general_endings
from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.person import Person
from bot.rules.replies import drafts, lookup
from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import held_members, reopen
from bot.usecases.replies import record_outcome, statement, typed_words
from storage import members
from storage.queue import cards
from storage.replies import passed_on
from storage.team import people


def tell(context: Context) -> object:
    """Answer `/tell`, the same whoever is named, so that it confirms nothing."""
    name, comma, words = context.words.partition(",")
    if not (comma and name.strip() and words.strip()):
        context.tell(replies_endings.TypeMore("tell"))
        return replies_endings.TypeMore("tell")
    draft = drafts.read(words.strip(), context.ballot, context.said_at)
    mine = lookup.find(name, map(lookup.named, held_members.current(context)))
    card = _held_card(context, mine)
    if card is not None:
        return typed_words.about(context, card, draft)
    hand_on(context, name.strip(), draft)
    context.tell(replies_endings.PassedOn(tuple(draft.refused)))
    return replies_endings.PassedOn()


def hand_on(context: Context, name: str, draft: drafts.Draft) -> None:
    """Keep words about somebody of this name or number; ask organisers whom."""
    telling = passed_on.add(
        context.session,
        context.ballot.id,
        context.person.id,
        name,
        drafts.as_json(draft),
        context.now,
    )
    context.note("passed on")
    for organiser in people.organisers(context.session, context.ballot.id):
        offer(context, telling, organiser)


def _held_card(context: Context, found: lookup.Found) -> cards.Card | None:
    """Find the card of a member they hold, who is no secret to them."""
    if not found.exact or len(found.ids) != 1:
        return None
    return cards.newest(context.session, found.ids[0], context.person.id)


def offer(context: Context, telling: passed_on.Telling, organiser: Person) -> None:
    """Show an organiser the words; whom they may be about, only when asked."""
    found = lookup.find(
        telling.name, members.of_ballot(context.session, context.ballot.id)
    )
    key = cards.open_panel(
        context.session,
        "told",
        max(context.ballot.closes, context.now) + case_rules.AFTER_CLOSE,
        about={"telling": telling.id, "ids": list(found.ids)},
        many=True,
        person_id=organiser.id,
        ballot_id=context.ballot.id,
    )
    ending = care_endings.WordsPassedOn(telling.id, key, len(found.ids))
    context.say(ending, organiser.telegram_id)


def match_member(context: Context, panel: cards.Panel, code: str) -> object:
    """Show whom words may be about, record them for one of these, or put them aside."""
    telling = passed_on.get(context.session, panel.number("telling"))
    if telling.settled_at is not None:
        return general_endings.NotAllowed("settled")
    if code == "show":
        return _show(context, panel, telling)
    if code == "none":
        passed_on.settle(context.session, telling.id, None, context.now)
    else:
        member_id = int(code.removeprefix("m"))
        if member_id not in panel.several("ids"):
            return general_endings.NotAllowed("expired")
        passed_on.settle(context.session, telling.id, member_id, context.now)
        _record(context, telling, member_id)
    ending = care_endings.ToldSettled(telling.id)
    context.edit(ending)
    return ending


def _show(context: Context, panel: cards.Panel, telling: passed_on.Telling) -> object:
    """Name the members whom words may be about; each counts as seen."""
    ids = tuple(panel.several("ids"))
    if stopped := views.stop(context, *ids):
        context.tell(stopped)
        return stopped
    views.note(context, views.FOUND, *ids)
    ending = care_endings.Told(telling.id, panel.key, ids)
    context.edit(ending)
    return ending


def _record(context: Context, telling: passed_on.Telling, member_id: int) -> None:
    """Record words that were read clearly; else give the organiser the card."""
    member = members.get(context.session, member_id)
    draft = drafts.from_json(telling.draft)
    context.note("matched", member.id)
    if draft.asks or not draft.is_report:
        reopen.reopen(context, member)
        return
    said = statement.from_draft(draft, member, at=telling.at)
    record_outcome.record(context, member, said)
