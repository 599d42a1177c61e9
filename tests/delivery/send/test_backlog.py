"""A chat's backlog costs the others nothing."""

from bot.delivery.send import limits
from tests.delivery import virtual
from tests.delivery.rig import Rig


def after(rig: Rig) -> float:
    """Seconds until Ben was written to."""
    return (rig.town.last(rig.ben).date - virtual.START).total_seconds()


async def test_a_long_backlog_of_one_chat_does_not_hold_up_another(rig: Rig) -> None:
    rig.put_many([rig.asha.id], 600)
    other = rig.put(rig.ben.id, "card")
    await rig.send(until=lambda: rig.state(other) == "sent", rates=limits.Rates())
    assert after(rig) < 1


async def test_the_backlogs_of_many_chats_do_not_hold_up_another(rig: Rig) -> None:
    crowd = [rig.town.add_person(str(n), started=True).id for n in range(40)]
    rig.put_many(crowd, 30)
    other = rig.put(rig.ben.id, "card")
    await rig.send(until=lambda: rig.state(other) == "sent", rates=limits.Rates())
    assert after(rig) < 3


async def test_a_long_backlog_goes_out_whole_and_in_order(rig: Rig) -> None:
    rig.put_many([rig.asha.id], 90)
    await rig.send()
    assert rig.texts(rig.asha) == [str(number) for number in range(90)]
