"""Cases: a member's question or complaint, opened, shown, answered, closed."""

from bot.rules import care, steps
from bot.rules.endings import alarms as endings
from bot.rules.members import Member
from bot.rules.persons import ORGANISING
from bot.usecases.unit import Desk
from storage import cards, cases, people


def follow(desk: Desk, member: Member, words: str, step: steps.Next) -> None:
    """Open the case that a step asks for."""
    if step.case is None:
        return
    case = cases.add(
        desk.session,
        desk.ballot.id,
        member.id,
        step.case,
        words,
        desk.person.id,
        desk.now,
        care.reply_by(desk.ballot, desk.now),
    )
    desk.note("case opened", member.id, step.case)
    for person in people.team(desk.session, desk.ballot.id, ORGANISING):
        if person.started and person.blocked_at is None:
            key = cards.open_panel(
                desk.session,
                "case",
                desk.ballot.closes + care.AFTER_CLOSE,
                about={"case_id": case.id},
                person_id=person.id,
                ballot_id=desk.ballot.id,
                many=True,
            )
            desk.say(endings.CaseOpened(case.id, key), person.telegram_id)
