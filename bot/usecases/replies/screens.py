"""Gather what the screens of typed words and the alarms show."""

from bot.rules.ballot import timetable
from bot.rules.member import Member
from bot.rules.queue.screens import CardFacts
from bot.rules.replies import alarms, drafts
from bot.rules.replies import endings as replies_endings
from bot.rules.replies import screens as showing
from bot.usecases import shown_member
from bot.usecases.moment import Moment
from bot.usecases.queue import screens as queue_screens
from storage import ballots
from storage.queue import cards
from storage.replies import contacts
from storage.team import people


def several(
    moment: Moment, ending: replies_endings.AskSeveral
) -> showing.SeveralFacts | None:
    """Find whom a message names; None once its panel is gone."""
    panel = cards.panel(moment.session, ending.key)
    if panel is None or panel.ballot_id is None or "parts" not in panel.about:
        return None
    return showing.SeveralFacts(
        ballots.get(moment.session, panel.ballot_id),
        tuple(
            (shown_member.get(moment.session, member_id), drafts.from_json(kept))
            for member_id, kept in panel.several("parts")
        ),
    )


def details(
    moment: Moment, ending: replies_endings.OfferDetails
) -> showing.DetailFacts | None:
    """Find the new number or address; None once its panel is gone."""
    panel = cards.panel(moment.session, ending.key)
    if panel is None or not panel.about.get("details"):
        return None
    pairs = tuple((field, value) for field, value in panel.several("details"))
    return showing.DetailFacts(shown_member.gather(moment, ending), pairs)


def asked_again(moment: Moment, ending: replies_endings.AskedAgain) -> CardFacts:
    """Gather the card that still asks."""
    return queue_screens.card_facts(moment, ending.card_id)


def offer_next(moment: Moment, ending: replies_endings.OfferNext) -> tuple[Member, ...]:
    """Find the member still open, if anybody is."""
    found = () if ending.member_id is None else (ending.member_id,)
    return tuple(shown_member.get(moment.session, one) for one in found)


def script(moment: Moment, ending: replies_endings.Script) -> showing.ScriptFacts:
    """Find the card it is asked for, if any, and the phase of the ballot."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    phase = timetable.phase(ballot, moment.now)
    if ending.card_id is None:
        return showing.ScriptFacts(ballot, phase)
    card = queue_screens.card_facts(moment, ending.card_id)
    return showing.ScriptFacts(ballot, phase, card)


def conflict(moment: Moment, ending: alarms.Conflict) -> showing.ConflictFacts:
    """Find the later report, and the earlier one it contradicts."""
    late = contacts.get(moment.session, ending.contact_id)
    member = shown_member.get(moment.session, late.member_id)
    earlier = contacts.earlier_word(moment.session, late)
    told = tuple(_told(moment, one) for one in (earlier, late) if one)
    stands = member.outcome or late.outcome
    return showing.ConflictFacts(member, stands, late.outcome, told)


def _told(moment: Moment, contact: contacts.Contact) -> showing.Told:
    by = contact.by_name or ""
    if contact.person_id:
        by = people.get(moment.session, contact.person_id).name or by
    return showing.Told(by, contact.outcome, contact.words, contact.source)


def stop(moment: Moment, ending: alarms.Stop) -> Member:
    """Find the member of the card that was stopped."""
    card = cards.get(moment.session, ending.card_id)
    return shown_member.get(moment.session, card.member_id)


def edited(
    moment: Moment, ending: replies_endings.WordsEdited
) -> showing.EditFacts | None:
    """Find what edited words were recorded as; None once it was taken back."""
    if contacts.is_undone(moment.session, ending.contact_id):
        return None
    contact = contacts.get(moment.session, ending.contact_id)
    member = shown_member.get(moment.session, ending.member_id)
    return showing.EditFacts(member, contact.outcome)
