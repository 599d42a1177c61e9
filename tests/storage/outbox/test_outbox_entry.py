"""What a row says stands apart from how it is sent."""

from storage.engine import Store
from storage.outbox import take
from storage.tables import OutboxRow
from tests.storage.outbox import steps
from tests.storage.outbox.steps import NOW


def test_what_is_said_is_kept_apart_from_how_it_is_sent(store: Store) -> None:
    steps.put(store, message_id=77, silent=True)
    (entry,) = store.read(lambda session: take.due(session, NOW, 10))
    assert entry.ending == {"claim": 1}
    assert entry.options == {"message_id": 77}
    assert entry.silent


def test_a_row_of_an_older_version_holds_both_in_one(store: Store) -> None:
    about = {"say": "CardClosed", "how": "lapsed", "message_id": 77}
    row = OutboxRow(chat_id=7, kind="edit", about=about, created_at=NOW, send_at=NOW)
    store.write(lambda session: session.add(row))
    (entry,) = store.read(lambda session: take.due(session, NOW, 10))
    assert entry.ending["how"] == "lapsed"
    assert entry.options["message_id"] == 77
