"""What was asked about a member who is erased before the answer comes."""

from sqlmodel import Session

from bot.usecases.privacy import purge_members
from storage.queue import cards
from storage.team import people
from tests.journeys.play import Branch
from tests.usecases import given


async def asked_why(branch: Branch) -> None:
    """Let Dawn be asked for the reason to lift a member's *do not contact*."""
    await branch.say("Asha", "/next")
    await branch.press("Asha", "More")
    await branch.press("Asha", "Do not contact")
    (listed,) = [n for n in range(12) if branch.member(n).do_not_contact]
    await branch.say("Dawn", f"/find 77{listed:05d}")
    await branch.press("Dawn", "They wish it")
    assert awaiting(branch) == f"lift:{branch.member(listed).id}"
    number = f"77{listed:05d}"
    branch.store.write(lambda s: given.erase(s, branch.clock.now(), number))


def awaiting(branch: Branch) -> str | None:
    dawn = branch.store.read(lambda s: people.find(s, branch["Dawn"].id))
    assert dawn is not None
    return dawn.awaiting


async def test_a_reason_typed_after_the_erasure_holds_nobody_up(branch: Branch) -> None:
    await asked_why(branch)
    assert awaiting(branch) is None
    await branch.say("Dawn", "she rang us and wishes it")
    await branch.say("Dawn", "/team")
    assert "Asha" in (branch.last("Dawn").text or "")


async def test_a_button_about_the_erased_member_has_expired(branch: Branch) -> None:
    await branch.say("Asha", "/tell Nia3 Quillfeather3, she has posted it")
    key = branch.last("Dawn").buttons[0]["callback_data"].partition(".")[0]
    assert branch.store.read(lambda s: cards.panel(s, key)) is not None
    branch.store.write(lambda s: given.erase(s, branch.clock.now(), "7700003"))
    assert branch.store.read(lambda s: cards.panel(s, key)) is None


async def test_a_case_answered_after_the_erasure_holds_nobody_up(
    branch: Branch,
) -> None:
    await branch.say("Asha", "/next")
    (member,) = branch.holders()
    await branch.press("Asha", "More")
    await branch.press("Asha", "Has a question")
    await branch.say("Asha", "why is there no online vote?")
    await branch.press("Dawn", "Answer")
    number = member.membership_number or ""
    branch.store.write(lambda s: given.erase(s, branch.clock.now(), number))
    assert awaiting(branch) is None


async def test_a_purge_ends_every_question(branch: Branch) -> None:
    await branch.say("Dawn", "/team")

    def unit(session: Session) -> None:
        dawn = people.find(session, branch["Dawn"].id)
        assert dawn is not None
        whose = (dawn.id, branch.ballot.id)
        people.update_role(session, *whose, awaiting="lift:1")
        purge_members.purge(session, branch.ballot.id, branch.clock.now())

    branch.store.write(unit)
    assert awaiting(branch) is None
