"""Bands: the places in the order, and the order of the bands in each phase."""

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum

from bot.rules.ballot.phases import Phase


class Band(IntEnum):
    """A place in the order. The numbers name the bands, the phase orders them."""

    PIN_RED = 0
    CALL_BACK = 1
    NO_PAPER = 2
    REPLACEMENT = 3
    PROMISE = 4
    WILL_VOTE = 5
    UNTOUCHED = 6
    NO_ANSWER = 7
    UNDECIDED = 8
    PIN_AMBER = 9
    HEARSAY = 10


PINS = (Band.PIN_RED, Band.PIN_AMBER)
NAMES: Mapping[str, Band] = {
    band.name.lower().replace("_", " "): band for band in Band if band not in PINS
}
"""The bands as settings and scripts name them: "call back", "no paper". Pins are an
organiser's, not theirs."""

Order = tuple[Band, ...]

_AS_NUMBERED: Order = (
    Band.CALL_BACK,
    Band.NO_PAPER,
    Band.REPLACEMENT,
    Band.PROMISE,
    Band.HEARSAY,
    Band.WILL_VOTE,
    Band.UNTOUCHED,
    Band.NO_ANSWER,
    Band.UNDECIDED,
)
_POSTING: Order = (
    Band.CALL_BACK,
    Band.PROMISE,
    Band.HEARSAY,
    Band.WILL_VOTE,
    Band.NO_ANSWER,
    Band.UNTOUCHED,
    Band.REPLACEMENT,
    Band.UNDECIDED,
)
_CALL_BACKS_ONLY: Order = (Band.CALL_BACK,)

ORDERS: Mapping[Phase, Order] = {
    Phase.BEFORE: _CALL_BACKS_ONLY,
    Phase.LANDING: _CALL_BACKS_ONLY,
    Phase.OPEN: _AS_NUMBERED,
    Phase.CUTOFF_NEAR: _AS_NUMBERED,
    Phase.POSTING: _POSTING,
    Phase.LAST_DAYS: _POSTING,
    Phase.TOO_LATE: (),
    Phase.CLOSED: (),
}
"""The pins are added to each; an empty order gives no cards."""

WAITS: Mapping[Band, dt.timedelta] = {
    Band.NO_PAPER: dt.timedelta(hours=24),
    Band.HEARSAY: dt.timedelta(hours=24),
    Band.WILL_VOTE: dt.timedelta(hours=48),
    Band.NO_ANSWER: dt.timedelta(hours=12),
    Band.UNDECIDED: dt.timedelta(hours=72),
}
"""How long at least a member is left alone before the same question. The other bands
are due at a time of their own."""


def untouched_first(order: Order) -> Order:
    """Put those never contacted before those who said that they will vote."""
    said = (Band.PROMISE, Band.HEARSAY, Band.WILL_VOTE)
    if Band.UNTOUCHED not in order:
        return order
    rest = [band for band in order if band is not Band.UNTOUCHED]
    at = next((place for place, band in enumerate(rest) if band in said), 0)
    return (*rest[:at], Band.UNTOUCHED, *rest[at:])


_RED = {*Band} - {Band.PIN_AMBER, Band.UNTOUCHED, Band.NO_ANSWER, Band.UNDECIDED}


def important(band: Band) -> bool:
    """Whether the band is really important (red), not less important (amber)."""
    return band in _RED


def with_pins(order: Order) -> Order:
    """Add the pins to an order: red first, amber before the less important bands."""
    if not order:
        return ()
    amber = (place for place, band in enumerate(order) if not important(band))
    at = next(amber, len(order))
    return (Band.PIN_RED, *order[:at], Band.PIN_AMBER, *order[at:])


def after_silence(before: Band | None) -> Band:
    """Find the band after no answer: only those never contacted change theirs."""
    return Band.NO_ANSWER if before in (None, Band.UNTOUCHED) else before
