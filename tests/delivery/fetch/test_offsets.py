"""What may be acknowledged: all below the first update that is not handled (P2)."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.fetch import offsets


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), unique_by=lambda p: p[0]))
def test_no_update_is_acknowledged_before_it_is_handled(
    received: list[tuple[int, bool]],
) -> None:
    known = offsets.Offsets()
    for update_id, handled in received:
        known.add(update_id)
        if handled:
            known.done(update_id)
    offset = known.next() or 0
    assert all(one >= offset for one, handled in received if not handled)


def test_what_is_handled_below_the_first_that_is_not_is_acknowledged() -> None:
    known = offsets.Offsets()
    for update_id in (4, 5, 6):
        known.add(update_id)
    offered = []
    for update_id in (4, 6, 5):
        known.done(update_id)
        offered.append(known.next())
    assert offered == [5, 5, 7]


def test_ids_that_restart_lower_are_followed() -> None:
    known = offsets.Offsets()
    for update_id in (9, 4):
        known.add(update_id)
        known.done(update_id)
        known.next()
    assert known.next() == 5


def test_an_update_under_way_is_not_taken_twice() -> None:
    known = offsets.Offsets()
    assert known.add(5)
    assert not known.add(5)


def test_after_a_quiet_look_numbering_may_start_anew() -> None:
    known = offsets.Offsets()
    known.add(5)
    known.done(5)
    known.next()
    known.quiet()
    assert known.next() is None
