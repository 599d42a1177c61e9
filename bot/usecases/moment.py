"""What a screen is gathered from, at the moment a message is sent."""

import datetime as dt
from dataclasses import dataclass, field

from sqlmodel import Session

from bot.rules.care.handbook import Handbook
from bot.rules.nudges import planned_nudge
from bot.rules.queue import queue_rules
from bot.rules.stats import plan


@dataclass(frozen=True, slots=True)
class Moment:
    """The database and the time, as they are when a message is put into words.

    `assumed` is what estimates of turnout rest on, `numbers` are the queue's, `nudges`
    those of the nudges, `handbook` the branch's for care.
    """

    session: Session
    now: dt.datetime
    assumed: plan.Settings
    numbers: queue_rules.Settings
    handbook: Handbook = field(default_factory=Handbook)
    nudges: planned_nudge.Settings = planned_nudge.DEFAULTS
