"""What follows from a send that failed."""

from sqlmodel import Session

from bot.rules.queue import endings as queue_endings
from bot.usecases import outbox_codec
from bot.usecases.entry import send_results
from storage import members
from storage.outbox import outbox_entry, take
from storage.queue import cards, claims
from tests.usecases import given
from tests.usecases.given import NOW, Scene


def test_what_cannot_be_edited_is_said_below_once(scene: Scene) -> None:
    asha = scene.people["advocate"]

    def unit(session: Session) -> list[outbox_entry.Entry]:
        first = next(members.every(session, scene.ballot.id))
        lease = {"lease_until": given.LATER, "now": NOW}
        taken = claims.take_this(session, first, asha.id, **lease)
        assert taken is not None
        where = (taken.claim_id, scene.ballot.id, first.id, asha.id)
        card = cards.open_card(session, *where, NOW)
        about = outbox_codec.pack(queue_endings.CardClosed(card.id, "lapsed"))
        edit = outbox_entry.Entry(1, asha.telegram_id, "edit", about, {}, NOW, NOW)
        for _ in range(2):
            send_results.failed(
                session, edit, outbox_entry.REFUSED, outbox_entry.GONE, NOW
            )
        return take.due(session, given.LATER, 10)

    (said,) = scene.store.write(unit)
    assert isinstance(outbox_codec.unpack(said.ending), queue_endings.CardBelow)
