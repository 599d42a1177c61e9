"""Play a branch until its database holds something of everything."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.outcomes import Outcome
from storage import jobs, members
from storage.care import cases
from storage.nudges import nudges
from storage.queue import cards, claims
from storage.replies import contacts
from storage.team import invites, people
from tests.usecases import given

NOW = given.NOW
HOUR = dt.timedelta(hours=1)
LATER = NOW + 48 * HOUR


@dataclass
class Play:
    """The branch; each member is taken from the list once."""

    session: Session
    ballot: Ballot
    people: dict[str, int]

    def __post_init__(self) -> None:
        self._listed = iter(list(members.every(self.session, self.ballot.id)))
        for name, called in (("advocate", "Asha"), ("organiser", "Dawn")):
            people.update(self.session, self.people[name], name=called)

    @property
    def advocate(self) -> int:
        return self.people["advocate"]

    @property
    def organiser(self) -> int:
        return self.people["organiser"]

    def member(self, **changes: Any) -> tuple[int, str]:
        """Take one nothing was heard of yet, changed so: the id and the name."""
        found = members.change(self.session, next(self._listed), **changes)
        return found.id, found.full_name

    def card(self, member: int) -> int:
        """Open a card of theirs with the advocate."""
        taken = claims.take_this(
            self.session,
            members.get(self.session, member),
            self.advocate,
            lease_until=NOW + HOUR,
            now=NOW,
        )
        assert taken
        where = (taken.claim_id, self.ballot.id, member, self.advocate)
        return cards.open_card(self.session, *where, NOW).id

    def contact(self, member: int, outcome: Outcome, **more: Any) -> int:
        """Record something they said to the advocate."""
        return contacts.log(
            self.session,
            ballot_id=self.ballot.id,
            member_id=member,
            person_id=self.advocate,
            at=NOW,
            recorded_at=NOW,
            outcome=outcome,
            **more,
        ).id

    def case(self, member: int | None, words: str, **more: object) -> int:
        """Open a case of a question the advocate passed on."""
        about = (self.ballot.id, member, "question", words, self.advocate)
        made = cases.add(self.session, *about, NOW, NOW + 24 * HOUR)
        cases.update(self.session, made.id, **more)
        return made.id

    def panel(self, **about: object) -> str:
        """Make buttons that hold this; their key."""
        return cards.open_panel(
            self.session, "a panel", LATER, about=about, ballot_id=self.ballot.id
        )

    def job(self, kind: str, **about: object) -> int:
        """Begin a job of the organiser's."""
        return jobs.put(
            self.session,
            kind,
            NOW,
            ballot_id=self.ballot.id,
            person_id=self.organiser,
            about=about,
        ).id

    def nudge(self, kind: Kind, slot: str, person: int | None = None) -> int:
        """Plan a nudge for now; without a person for the group."""
        wanted = PlannedNudge(self.ballot.id, kind, slot, NOW, LATER, person)
        nudges.plan(self.session, [wanted], [given.LINKED])
        return max(found.id for found, _ in nudges.due(self.session, NOW, 99))

    def invite(self, made_at: dt.datetime) -> int:
        """Make an invitation for twenty."""
        made = (self.ballot.id, self.organiser, made_at, LATER, 20)
        return invites.add(self.session, *made).id
