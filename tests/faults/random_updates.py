"""Made-up updates of every kind, passed straight to the handlers."""

import datetime as dt
from typing import Any

from sqlmodel import Session, select
from telegram import Update

from bot.delivery.fetch import handle_update
from bot.rules.privacy import permissions
from storage.tables import ButtonRow, CardRow
from tests.faults import spoilt_updates
from tests.journeys.play import CANARY, Branch

START = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
WHO = ("Asha", "Ben", "Dawn", "stranger", "anonymous", "channel")
HOW = ("new", "new", "new", "edited", "forwarded", "button", "button", "reply", "again")
WORDS = (
    *(f"/{rule.name}" for rule in permissions.TABLE.values() if rule.typed),
    *(
        "/next 3",
        "/next Gannet",
        "/done voted",
        "/freeze Ben",
        "/unfreeze",
        "/invite 5",
    ),
    *(
        "/find Nia1",
        "/tell Nia2, voted",
        "she posted it",
        "call back at 6",
        "/start join",
    ),
    *(f"Nia3 {CANARY}3 +447700900003", "no answer", "wants a new paper", "/start x y"),
)
CODES = (
    *(
        "voted",
        "post",
        "post:no_day",
        "sent",
        "paper:today",
        "back:hour",
        "undo",
        "next",
    ),
    *("skip:not_now", "more", "never:ever", "wrong:mobile", "m1", "m2", "yes", "skip"),
    *("agree", "erase", "number:2", "c1", "n:tried", "members", "stands", "late"),
    *("pause", "now", "divide", "p2", "on_1", "back_1", "part_other", "go", "q_0_0"),
    *("ask:closes", "value:closes:2027-03-30t12:00", "later", "official", "answer"),
    *("wrong:in_person", "as:voted", "when:2027-03-04", "case:question", "home"),
    *("a2", "all", "see:2", "suspend:2", "link0", "allow", "close", "b0", "xx", "☃:☃"),
)
Act = tuple[str, str, bool, str, str, int, int | None]


class Play:
    """One branch, and the updates that it gets."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        self.number = 50_000
        self.last: dict[str, Any] | None = None
        self.refused = 0

    async def throw(self, act: Act) -> None:
        """Pass one update to the handlers; an error in them is raised.

        `spoilt` is the seed of changes to it: Telegram would not send it so. It may
        be found unreadable; if it is not, it must do no harm.
        """
        who, how, private, words, code, pick, spoilt = act
        raw = self.update(who, how, private, words, code, pick)
        if how == "again" and self.last is not None:
            raw = self.last
        if spoilt is not None:
            raw = spoilt_updates.spoil(raw, spoilt)
        self.last = raw
        self.branch.clock.at += dt.timedelta(seconds=20)
        read = handle_update.read(self.branch.app.bot, raw)
        if isinstance(read, Update):
            await self.branch.app.handle(read)
        else:
            self.refused += 1

    def update(
        self, who: str, how: str, private: bool, words: str, code: str, pick: int
    ) -> dict[str, Any]:
        self.number += 1
        sender = self.sender(who)
        place = {"id": sender["id"], "type": "private"}
        if not private or who in ("anonymous", "channel"):
            place = {"id": self.branch.group.id, "type": "supergroup", "title": "g"}
        message: dict[str, Any] = {
            "message_id": 1 + pick,
            "date": int(START.timestamp()),
            "chat": place,
            "from": sender,
            "text": words,
        }
        if words.startswith("/"):
            length = len(words.split()[0])
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": length}
            ]
        if who in ("anonymous", "channel"):
            message["sender_chat"] = place
        return {"update_id": self.number, **self.content(how, message, code, pick)}

    def content(
        self, how: str, message: dict[str, Any], code: str, pick: int
    ) -> dict[str, Any]:
        if how == "button":
            query = {"id": "1", "from": message["from"], "chat_instance": "1"}
            data = f"{self.key(pick)}.{code}"
            return {"callback_query": {**query, "data": data, "message": message}}
        if how == "edited":
            return {"edited_message": {**message, "edit_date": message["date"]}}
        if how == "forwarded":
            origin = {"type": "user", "date": message["date"]}
            origin["sender_user"] = message["from"]
            return {"message": {**message, "forward_origin": origin}}
        if how == "reply":
            return {"message": {**message, "reply_to_message": {**message}}}
        return {"message": message}

    def sender(self, who: str) -> dict[str, Any]:
        ids = {"stranger": 555, "anonymous": 1087968824, "channel": 777000}
        found = ids.get(who) or self.branch[who].id
        return {"id": found, "is_bot": who == "anonymous", "first_name": who}

    def key(self, pick: int) -> str:
        """Find the key of a card or a panel that was sent."""

        def unit(session: Session) -> list[str]:
            return [
                *session.exec(select(CardRow.key)),
                *session.exec(select(ButtonRow.key)),
            ]

        found = self.branch.store.read(unit) or ["nothing"]
        return found[pick % len(found)]
