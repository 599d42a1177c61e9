"""What the tests of delivery stand on keeps its own promises."""

from tests.delivery.rig import Rig


async def test_time_stands_still_once_what_is_waited_for_is_so(rig: Rig) -> None:
    async def seconds() -> None:
        while True:
            await rig.clock.sleep(1)

    await rig.running(seconds(), lambda: rig.clock.elapsed == 5)
    assert rig.clock.elapsed == 5
