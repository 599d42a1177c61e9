"""`/ballot`: set up step by step, changed, refused with the reason."""

from bot.demo.telegram.models import Message
from bot.rules.ballot.ballot import Ballot, Envelope, Method
from storage import ballots
from storage.privacy import audit
from tests.journeys.play import Branch


def settings(branch: Branch, name: str = "Pay") -> Ballot:
    found = branch.store.read(lambda s: ballots.named(s, name))
    assert found is not None
    return found


def closes(branch: Branch) -> str:
    ballot = branch.store.read(lambda s: ballots.get(s, branch.ballot.id))
    return f"{ballot.local(ballot.closes):%d %b %H:%M}"


def labels(message: Message) -> list[str]:
    return [button["text"] for row in message.keyboard for button in row]


async def test_the_settings_have_a_button_each(branch: Branch) -> None:
    await branch.say("Dawn", "/ballot")
    assert "Closes: Thu 25 March 2027, 12:00" in (branch.last("Dawn").text or "")
    assert {"Close", "Line", "Entitled", "The weeks"} <= set(
        labels(branch.last("Dawn"))
    )


async def test_a_ballot_is_made_step_by_step_and_ends_with_its_weeks(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/ballot new Safety ballot")
    for label in ("›", "15", "17:00", "‹", "18", "By post or online", "2nd class"):
        await branch.press("Dawn", label)
    for label in ("Scotland", "40 %", "Not known yet", "As worked out"):
        await branch.press("Dawn", label)
    await branch.press("Dawn", "As worked out")
    made = settings(branch, "Safety ballot")
    assert (made.method, made.envelope, made.line) == (
        Method.HYBRID,
        Envelope.SECOND,
        0.4,
    )
    assert made.local(made.closes).isoformat() == "2027-04-15T17:00:00+01:00"
    assert any(m.photo for m in branch.town.messages(branch["Dawn"]))


async def test_a_date_that_cannot_be_is_refused_with_the_reason(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/ballot opens 2 April 2027")
    assert "after it has closed" in (branch.last("Dawn").text or "")
    assert settings(branch).opens == branch.ballot.opens


async def test_a_missed_close_is_refused_with_the_reason(branch: Branch) -> None:
    await branch.say("Dawn", "/ballot closes 2027-02-25 12:00")
    assert "that date has passed" in (branch.last("Dawn").text or "")
    assert settings(branch).closes == branch.ballot.closes


async def test_a_date_of_the_unions_own_is_kept_and_the_difference_said(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/ballot posting 2027-03-18")
    text = branch.last("Dawn").text or ""
    assert "The union's last posting day is Thu 18 March 2027" in text
    assert settings(branch).last_posting_day is not None


async def test_what_cannot_be_read_is_answered_with_an_example(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/ballot entitled many")
    assert "/ballot entitled 212" in (branch.last("Dawn").text or "")
    await branch.say("Dawn", "/ballot entitled 1,212")
    assert settings(branch).entitled == 1212


async def test_a_closed_ballot_whose_close_is_moved_on_gives_cards_again(
    branch: Branch,
) -> None:
    await branch.say("Dawn", "/close")
    await branch.press("Dawn", "End it now")
    await branch.say("Dawn", "/ballot line 40")
    await branch.say("Asha", "/next")
    assert not branch.holders()
    await branch.say("Dawn", "/ballot closes 2027-03-30 12:00")
    await branch.say("Asha", "/next")
    assert len(branch.holders()) == 1
    done = branch.store.read(lambda s: [line.action for line in audit.lines(s)])
    assert done.count("opened again") == 1


async def test_an_advocate_may_not_set_the_ballot(branch: Branch) -> None:
    await branch.say("Asha", "/ballot line 10")
    assert "for organisers" in branch.texts("Asha")[-1]
    assert settings(branch).line == 0.5


async def test_a_date_typed_at_the_calendar_is_the_value(branch: Branch) -> None:
    await branch.say("Dawn", "/ballot")
    await branch.press("Dawn", "Close")
    await branch.say("Dawn", "26 march 5pm")
    assert closes(branch) == "26 Mar 17:00"


async def test_what_is_no_date_is_asked_again(branch: Branch) -> None:
    await branch.say("Dawn", "/ballot")
    await branch.press("Dawn", "Close")
    await branch.say("Dawn", "dunno")
    assert "I cannot read that" in (branch.last("Dawn").text or "")
    await branch.say("Dawn", "27 march")
    assert closes(branch) == "27 Mar 12:00"
