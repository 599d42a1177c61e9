"""An organiser settles which of two reports stands, once."""

import datetime as dt

from bot.demo.telegram.models import Message
from bot.rules.outcomes import Outcome
from bot.rules.replies import replacements
from bot.texts import general_endings
from bot.usecases import background
from bot.usecases.privacy import do_not_contact
from bot.usecases.replies import move, record_outcome
from storage import members
from storage.care import cases
from storage.privacy import suppressions
from storage.replies import contacts
from storage.team import people
from tests.journeys.branch_state import reload, take_next
from tests.journeys.play import Branch
from tests.journeys.test_different_reports import union_says, unsettled

NEVER = "never contact me again"


def record(branch: Branch, number: int, said: move.Said, name: str = "Asha") -> None:
    """Somebody of the chat records what a member said."""
    met = branch.store.read(lambda s: people.find(s, branch[name].id))
    assert met is not None
    who, at, ballot = met.id, branch.clock.at, branch.ballot
    found = branch.member(number).id
    branch.store.write(
        lambda s: record_outcome.record(
            background.context(s, ballot, at, person_id=who),
            members.get(s, found),
            said,
        )
    )


async def matched_late(branch: Branch, told: str) -> Message:
    """Carys passes words on, Asha records *will post*, Dawn matches Carys's words."""
    name = branch.member(0).full_name
    await branch.say("Carys", f"/tell {name}, {told}")
    await branch.move(minutes=5)
    record(branch, 0, move.Said(Outcome.WILL_POST))
    await branch.press("Dawn", "Whom is it about?")
    await branch.press("Dawn", name)
    return next(
        one
        for one in reversed(branch.town.messages(branch["Dawn"]))
        if "Which stands?" in (one.text or "")
    )


def suppressed(branch: Branch) -> bool:
    """Whether every way to know the first member, and nobody else, is kept."""
    member = branch.member(0)
    ways = branch.store.read(lambda s: do_not_contact.hashes(s, member))
    return branch.store.read(suppressions.every) == ways


def answers(branch: Branch) -> list[str]:
    """What presses were answered with."""
    calls = (c for c in branch.town.history if c.method == "answerCallbackQuery")
    return [str(call.params.get("text", "")) for call in calls]


async def needs(branch: Branch) -> None:
    """Dawn has the different words shown to her again."""
    await branch.say("Dawn", "/cases")
    await branch.press("Dawn", "Needs you")
    await branch.press("Dawn", "two different answers")


async def test_do_not_contact_holds_at_once_though_a_later_word_stands(
    branch: Branch,
) -> None:
    await matched_late(branch, NEVER)
    found = branch.member(0)
    assert found.outcome is Outcome.WILL_POST
    assert (found.do_not_contact, found.band, suppressed(branch)) == (True, None, True)
    assert len(unsettled(branch)) == 1


async def test_do_not_contact_holds_whichever_word_stands(branch: Branch) -> None:
    await matched_late(branch, f"will not vote, {NEVER}")
    await branch.press("Dawn", "Will post")
    assert branch.member(0).do_not_contact
    assert suppressed(branch)


async def test_who_holds_them_is_stopped_though_their_own_word_stands(
    branch: Branch,
) -> None:
    member = await take_next(branch, "Ben")
    await branch.say("Carys", f"/tell {member.full_name}, {NEVER}")
    await branch.move(minutes=5)
    number = int((member.membership_number or "")[2:])
    record(branch, number, move.Said(Outcome.WILL_POST))
    await branch.press("Dawn", "Whom is it about?")
    await branch.press("Dawn", member.full_name)
    assert reload(branch, member).holder is None
    assert "they asked not to be contacted" in branch.texts("Ben")[-1]


async def test_settled_for_do_not_contact_it_is_kept_for_good(branch: Branch) -> None:
    await matched_late(branch, NEVER)
    await branch.press("Dawn", "Do not contact")
    found = branch.member(0)
    assert (found.outcome, found.do_not_contact) == (Outcome.DO_NOT_CONTACT, True)
    assert suppressed(branch)


async def test_settled_for_a_question_it_opens_the_case(branch: Branch) -> None:
    await matched_late(branch, "asks whether it needs a stamp?")
    await branch.press("Dawn", "Question")
    (case,) = branch.store.read(lambda s: cases.of_member(s, branch.member(0).id))
    assert case.words == "asks whether it needs a stamp?"


async def test_an_old_button_settles_nothing_that_a_later_word_has_settled(
    branch: Branch,
) -> None:
    asked = await matched_late(branch, "will not vote")
    button = branch.town.data_behind(asked, "Not voting")
    await branch.move(minutes=5)
    record(branch, 0, move.Said(Outcome.VOTED))
    branch.town.press_data(branch["Dawn"], asked, button)
    await branch.rest()
    assert branch.member(0).outcome is Outcome.VOTED
    assert general_endings.REFUSALS["settled"] in answers(branch)


async def test_a_mailing_settles_nothing(branch: Branch) -> None:
    await matched_late(branch, "will not vote")
    whose = {"ballot_id": branch.ballot.id, "member_id": branch.member(0).id}
    at = {"at": branch.clock.at, "recorded_at": branch.clock.at}
    said = {"outcome": "no_answer", "source": contacts.MAILING, "before": {}}
    branch.store.write(lambda s: contacts.log(s, **whose, **at, **said))
    assert len(unsettled(branch)) == 1
    await branch.press("Dawn", "Not voting")
    assert branch.member(0).outcome is Outcome.NOT_VOTING


async def test_what_was_settled_by_mistake_waits_again_when_taken_back(
    branch: Branch,
) -> None:
    await matched_late(branch, "will not vote")
    await branch.press("Dawn", "Not voting")
    assert not unsettled(branch)
    await branch.say("Dawn", "/undo")
    assert branch.member(0).outcome is Outcome.WILL_POST
    assert len(unsettled(branch)) == 1


async def test_a_replacement_is_counted_from_the_day_the_union_names(
    branch: Branch,
) -> None:
    member = await take_next(branch)
    await branch.press("Asha", "Voted")
    await union_says(branch, member)
    await branch.move(days=6)
    await needs(branch)
    await branch.press("Dawn", "Replacement requested")
    told, found = dt.date(2027, 3, 3), reload(branch, member)
    assert found.requested_at == branch.ballot.at(told)
    checks = replacements.checks(branch.ballot, told)
    assert found.due_at == next(at for at in checks if at > branch.clock.at)


async def test_a_day_in_the_kept_words_is_the_day_of_the_promise(
    branch: Branch,
) -> None:
    name, told_at = branch.member(0).full_name, branch.clock.at
    await branch.say("Carys", f"/tell {name}, will post it tomorrow")
    await branch.move(minutes=5)
    record(branch, 0, move.Said(Outcome.UNDECIDED))
    await branch.press("Dawn", "Whom is it about?")
    await branch.press("Dawn", name)
    await branch.move(days=2)
    await needs(branch)
    await branch.press("Dawn", "Will post")
    found = branch.member(0)
    assert found.promise_day == dt.date(2027, 3, 3)
    assert found.promised_at == told_at
