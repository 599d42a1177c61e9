"""The moment at which a message is put into words."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules.queue import queue_rules
from bot.rules.stats import plan


@dataclass(frozen=True, slots=True)
class Moment:
    """What a screen is gathered from: the database and the time as they are now.

    `assumed` is what estimates of turnout rest on, `numbers` are the queue's.
    """

    session: Session
    now: dt.datetime
    assumed: plan.Settings
    numbers: queue_rules.Settings
