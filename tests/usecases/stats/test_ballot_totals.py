"""What a report tells of contacts: those that count, as the counters do."""

import datetime as dt

from bot.rules.outcomes import Outcome
from bot.usecases import background
from bot.usecases.replies import move, record_outcome
from storage import ballots, counters, members
from storage.replies import contacts
from tests.usecases import given


def test_contacts_by_method_are_those_that_the_counters_count(scene: given.Scene):
    def unit(session):
        ballot = ballots.get(session, scene.ballot.id)
        context = background.context(session, ballot, scene.now)
        first, second, *_ = members.every(session, ballot.id)
        for member, outcome in ((first, Outcome.VOTED), (second, Outcome.NO_ANSWER)):
            said = move.Said(outcome, method="phone", at=scene.now, by="Asha")
            record_outcome.record(context, member, said)
        log = {"ballot_id": ballot.id, "at": scene.now, "recorded_at": scene.now}
        more = {**log, "outcome": Outcome.NO_ANSWER, "before": {}}
        contacts.log(session, member_id=first.id, source=contacts.MAILING, **more)
        contacts.log(session, member_id=first.id, conflict=True, **more)
        taken = contacts.of_member(session, second.id)[0]
        contacts.log(session, member_id=second.id, undoes=taken.id, **more)
        return contacts.by_method(session, ballot.id), counters.days(session, ballot.id)

    by_method, days = scene.store.write(unit)
    assert by_method == {"phone": {Outcome.VOTED: 1}}
    assert sum(days.values()) == 1
    assert all(isinstance(day, dt.date) for day, _ in days)
