"""Every row of the permission table as what somebody sends, and all it acts on."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, update

from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.care.practice import Talk
from bot.rules.outcomes import Outcome
from bot.rules.person import Person, Role
from bot.rules.replies import drafts
from storage import jobs, members
from storage.care import cases, feedback, practices, who_was_asked
from storage.lists import shares
from storage.queue import cards, claims
from storage.replies import contacts, passed_on
from storage.tables import ButtonRow, RoleRow
from storage.team import invites, people
from tests.usecases import given

NOW = given.NOW
LATER = NOW + dt.timedelta(days=3)
SINCE = NOW - dt.timedelta(days=7)
KEY = "the-key-of-the-panel"
OTHERS = {
    "colleague": Role.ADVOCATE,
    "thawing": Role.ADVOCATE,
    "deputy": Role.ORGANISER,
    "just promoted": Role.ORGANISER,
    "newcomer": Role.PENDING,
}
"""Whom rows act on; none of them acts."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who sends things, and what is still theirs."""

    person: Person
    card: cards.Card
    job: int
    asked: int


class Branch:
    """A branch in which there is something for every row to act on."""

    def __init__(self, session: Session, scene: given.Scene) -> None:
        self.ballot = scene.ballot
        self._session = session
        self._listed = iter(list(members.every(session, scene.ballot.id)))
        self.draft = drafts.as_json(drafts.read("she voted already", self.ballot, NOW))
        self.others = {
            name: given.add_person(session, self.ballot, 700 + place, name, role)
            for place, (name, role) in enumerate(OTHERS.items())
        }
        session.connection().execute(update(RoleRow).values(since=SINCE))
        session.expire_all()
        promoted = session.get_one(
            RoleRow, (self.others["just promoted"].id, self.ballot.id)
        )
        promoted.since, self.promoted = NOW, promoted.person_id
        people.set_frozen(session, self.others["thawing"].id, SINCE)
        self.member = self._next()
        self.case = self._case()
        self.answered = self._case()
        cases.update(session, self.answered, answer="No.", answered_at=SINCE)
        self.conflict = self._conflict()
        self.telling = self._telling()
        self.invitation = self._invitation()
        self.share = self._share()
        self.asked_share = self._asked_share()
        here = (session, self.ballot.id)
        self.comment = feedback.add(*here, Kind.COMMENT)
        self.survey = feedback.add(*here, Kind.SURVEY)
        self.slip = feedback.add(*here, Kind.MEMBER, "K7")
        self.barred = self._next()
        members.change(
            session,
            members.get(session, self.barred),
            do_not_contact=True,
            band=None,
            due_at=None,
        )
        self.actors = {name: self._actor(one) for name, one in scene.people.items()}

    def _next(self) -> int:
        return next(self._listed).id

    def _case(self) -> int:
        about = (self.ballot.id, self._next(), "question", "A stamp?")
        whose = self.others["colleague"].id
        return cases.add(self._session, *about, whose, NOW, LATER).id

    def _conflict(self) -> int:
        member, found = self._next(), 0
        for outcome in (Outcome.VOTED, Outcome.NOT_VOTING):
            found = contacts.log(
                self._session,
                ballot_id=self.ballot.id,
                member_id=member,
                person_id=self.others["colleague"].id,
                at=NOW,
                recorded_at=NOW,
                outcome=outcome,
                conflict=outcome is Outcome.NOT_VOTING,
                before={},
            ).id
        return found

    def _telling(self) -> int:
        whose = (self.ballot.id, self.others["colleague"].id)
        return passed_on.add(self._session, *whose, "Nia", self.draft, NOW).id

    def _invitation(self) -> int:
        made = (self.ballot.id, self.others["deputy"].id, NOW, LATER, 20)
        return invites.add(self._session, *made).id

    def _share(self) -> int:
        told = {"ballot_id": self.ballot.id, "made_at": NOW, "lapses_at": LATER}
        return shares.add(self._session, [self._next()], rep="Rhys", **told).id

    def _asked_share(self) -> str:
        about = {**_NOBODY, "outside": ["Rhys"]}
        whose = {"person_id": self.others["deputy"].id, "ballot_id": self.ballot.id}
        return cards.open_panel(
            self._session, "share", LATER, about=about, many=True, **whose
        )

    def _actor(self, person: Person) -> Actor:
        held, ballot_id = members.get(self._session, self._next()), self.ballot.id
        until = {"lease_until": LATER, "now": NOW}
        taken = claims.take_this(self._session, held, person.id, **until)
        assert taken is not None
        whose = (ballot_id, held.id, person.id)
        card = cards.open_card(self._session, taken.claim_id, *whose, NOW)
        cards.update(self._session, card.id, message_id=7, shown_at=NOW)
        job = jobs.put(
            self._session,
            "list",
            NOW,
            ballot_id=ballot_id,
            person_id=person.id,
            about={"answers": {}},
        )
        jobs.pause(self._session, job.id, jobs.ASKING)
        asked = who_was_asked.add(
            self._session, ballot_id, self._next(), person.id, NOW
        )
        return Actor(person, cards.get(self._session, card.id), job.id, asked.id)


TYPED = {
    "done": "/done voted",
    "skip": "/skip not now",
    "find": f"/find {given.CANARY}30",
    "tell": "/tell Nia31, she voted",
    "ask": "/ask When is the count?",
    "feedback": "/feedback The cards are fine.",
    "away": "/away 7",
    "pledge": "/pledge 5",
    "invite": "/invite 5",
    "unfreeze": "/unfreeze thawing",
    "share": "/share 5",
    "unknown": "/telepathy",
    "words": "she has posted it already, voted",
    "edited": "she has posted it already, voted",
    "forwarded": "she has posted it already, voted",
    "answer own number": "7700030",
    "answer number of": "7700031",
    "answer agreement": "Dawn Ellis, secretary",
    "answer ballot value": "41",
    "answer official count": "31",
    "answer case": "No stamp is needed.",
    "answer ask": "When is the count?",
    "answer choice": "the first",
    "answer feedback": "The cards are fine.",
    "answer policy value": "3 hours",
    "answer new case": "When is the count?",
    "answer survey line": "The cards are fine.",
    "answer slip": "my member says: K7 4",
    "answer lift": "she asked for it herself",
    "answer reps": "Rhys, Sue",
    "answer practice": "Which day will you post it?",
}
"""What is typed for a row; a command of which nothing is said here is typed alone."""
_NOBODY: Mapping[str, Any] = {"each": 5, "chosen": [], "outside": []}
Needs = Callable[[Branch, Actor], tuple[str, Mapping[str, Any]]]
"""What a row needs of a branch: the code that is pressed, what its panel holds."""
PRESSED: Mapping[str, Needs] = {
    "mine": lambda _, actor: (f"m{actor.card.member_id}", {}),
    "list": lambda _, actor: ("leave", {"job": actor.job}),
    "share": lambda branch, _: (f"p{branch.others['colleague'].id}", _NOBODY),
    "shares": lambda branch, _: (f"back_{branch.share}", {}),
    "export": lambda _, __: ("changes", {}),
    "who": lambda branch, actor: (
        f"m{actor.card.member_id}",
        {"draft": branch.draft},
    ),
    "box": lambda branch, actor: (
        "card",
        {"box": "ask", "card": actor.card.id},
    ),
    "which": lambda branch, actor: (
        "voted",
        {"card": actor.card.id, "draft": {**branch.draft, "choices": ["voted"]}},
    ),
    "several": lambda branch, actor: (
        "all",
        {"parts": [[actor.card.member_id, branch.draft]]},
    ),
    "details": lambda _, actor: (
        "keep",
        {
            "member": actor.card.member_id,
            "details": [["mobile", "+447700900321"]],
        },
    ),
    "find": lambda _, actor: (
        f"m{actor.card.member_id}",
        {"ids": [actor.card.member_id]},
    ),
    "knows": lambda _, actor: ("yes", {"asked": actor.asked}),
    "practice": lambda _, __: ("list", {}),
    "feedback": lambda branch, _: (f"{branch.comment}:anonymous", {}),
    "feedback summary": lambda _, __: ("summary", {}),
    "survey": lambda branch, _: (f"{branch.survey}:abb", {}),
    "slip": lambda branch, _: (f"{branch.slip}:no", {}),
    "case": lambda branch, _: ("take", {"case_id": branch.case}),
    "cases": lambda branch, _: (f"c{branch.case}", {}),
    "ready answer": lambda branch, _: ("ask", {"case_id": branch.case}),
    "reopen": lambda branch, _: ("again", {"case_id": branch.answered}),
    "policy": lambda _, __: ("set:question:usual:2", {}),
    "told": lambda branch, _: (
        f"m{branch.member}",
        {"telling": branch.telling, "ids": [branch.member]},
    ),
    "settle": lambda branch, _: ("late", {"contact": branch.conflict}),
    "lift": lambda branch, _: ("lift", {"member": branch.barred}),
    "mute": lambda _, __: ("me", {}),
    "away": lambda _, __: ("back", {}),
    "lapse": lambda _, actor: ("release", {"claim": actor.card.claim_id}),
    "nudges": lambda _, __: ("pause", {}),
    "stats": lambda _, __: ("official", {}),
    "plan": lambda _, __: ("picture", {}),
    "ballot": lambda _, __: ("value:line:60", {}),
    "link": lambda branch, _: ("link0", {"ballots": [branch.ballot.id]}),
    "promise": lambda _, __: ("yes", {}),
    "own number": lambda _, __: ("posted", {}),
    "next": lambda _, __: ("next", {"another": True}),
    "switch": lambda branch, _: ("b0", {"ballots": [branch.ballot.id]}),
    "language": lambda _, __: ("cy", {}),
    "waiting": lambda branch, _: (f"a{branch.others['newcomer'].id}", {}),
    "invite": lambda branch, _: ("revoke", {"invite": branch.invitation}),
    "team": lambda branch, _: (f"suspend:{branch.others['colleague'].id}", {}),
    "allow": lambda branch, _: ("allow", {"person": branch.others["colleague"].id}),
    "setup": lambda _, __: ("agreement", {}),
    "leak": lambda _, __: ("delete", {"chat": given.LINKED, "message": 9}),
    "freeze": lambda _, __: ("me", {}),
    "close": lambda _, __: ("close", {}),
    "purge": lambda _, __: ("erase", {}),
    "agree purge": lambda branch, _: ("agree", {"by": branch.others["deputy"].id}),
    "agree export": lambda branch, _: (
        "agree",
        {"by": branch.others["deputy"].id, "kind": "members"},
    ),
    "agree share": lambda branch, _: (
        "agree",
        {"by": branch.others["deputy"].id, "share": branch.asked_share},
    ),
    "promoted": lambda branch, _: (
        "undo",
        {"person": branch.others["just promoted"].id},
    ),
}
AWAITED: Mapping[str, Callable[[Branch, Actor], str]] = {
    "own number": lambda _, __: "own number",
    "number of": lambda branch, _: f"number of:{branch.others['colleague'].id}",
    "agreement": lambda _, __: "agreement",
    "ballot value": lambda _, __: f"ballot value:{KEY}.entitled",
    "official count": lambda _, __: "official count",
    "case": lambda branch, _: f"case:{branch.case}",
    "ask": lambda _, __: "ask",
    "choice": lambda _, __: f"choice:{KEY}",
    "feedback": lambda _, __: "feedback",
    "new case": lambda _, __: "new case:other",
    "policy value": lambda _, __: f"policy value:{KEY}.question.usual",
    "survey line": lambda _, __: "survey line",
    "slip": lambda _, __: "feedback",
    "lift": lambda branch, _: f"lift:{branch.barred}",
    "reps": lambda _, __: f"reps:{KEY}",
    "practice": lambda _, __: "",
}
"""The question that is open, where a row takes the answer to one; of practice it is the
scene that is played."""
ANSWERED: Mapping[str, Needs] = {
    "ballot value": lambda _, __: ("ballot", {}),
    "policy value": lambda _, __: ("policy", {}),
    "choice": lambda branch, actor: (
        "who",
        {"draft": branch.draft, "ids": [actor.card.member_id]},
    ),
    "reps": lambda _, __: ("share", _NOBODY),
}
"""The panel, with what it holds, that asked such a question."""


def put_talk(session: Session, branch: Branch, whose: int) -> None:
    """Let this person play a scene of practice, whatever its name."""
    talk = Talk(whose, branch.ballot.id, "a_scene", "hello", KEY, turn=1)
    practices.keep(session, practices.Practice(talk), NOW)


def put_panel(
    session: Session, branch: Branch, whose: int, action: str, about: Mapping[str, Any]
) -> None:
    """Put the buttons of this person under a key that is known."""
    session.add(
        ButtonRow(
            key=KEY,
            action=action,
            expires_at=LATER,
            about=dict(about),
            person_id=whose,
            ballot_id=branch.ballot.id,
            many=True,
        )
    )
    session.flush()


def sent(
    row: str, who: int, chat: Mapping[str, Any], number: int, code: str, card_key: str
) -> dict[str, Any]:
    """Write the update by which this person would use the row."""
    person = {"id": who, "is_bot": False, "first_name": "Somebody"}
    message: dict[str, Any] = {
        "message_id": 7,
        "date": int(NOW.timestamp()),
        "chat": chat,
        "from": person,
    }
    if row.startswith("press ") or row in ("card", "pin", "expired"):
        data = {"card": f"{card_key}.voted", "pin": f"{card_key}.pin:red"}.get(
            row, f"{'gone' if row == 'expired' else KEY}.{code}"
        )
        query = {"id": "4", "from": person, "chat_instance": "1", "data": data}
        typed = {**message, "message_id": 6, "text": "she has posted it, voted"}
        message["reply_to_message"] = typed
        return {"update_id": number, "callback_query": {**query, "message": message}}
    if row == "list":
        message["document"] = {"file_id": "f", "file_unique_id": "u", "file_name": "a"}
    elif row == "other":
        message["location"] = {"longitude": 0.1, "latitude": 51.5}
    else:
        message["text"] = TYPED.get(row, f"/{row}")
    if message.get("text", "").startswith("/"):
        length = len(message["text"].split()[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    if row == "edited":
        edited = {**message, "edit_date": message["date"]}
        return {"update_id": number, "edited_message": edited}
    if row == "forwarded":
        origin = {"type": "user", "date": message["date"], "sender_user": person}
        message["forward_origin"] = origin
    return {"update_id": number, "message": message}
