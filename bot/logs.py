"""Logs without personal data: only allowed fields, and only the class of an error.

No text, name or token is logged, whichever library writes and at whatever level (S10).
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

# fmt: off
ALLOWED = frozenset({
    "event", "level", "timestamp", "logger", "at", "error", "why", "state", "kind",
    "count", "seconds", "port", "version", "update_id", "chat_id", "person_id",
    "ballot_id", "member_id", "claim_id", "card_id", "row_id", "job_id", "nudge_id",
    "case_id", "update_kind", "command", "outcome", "phase", "slot",
    "updates", "sends", "waiting", "oldest", "claims", "process",
})
# fmt: on
NOISY = (
    "httpx",
    "httpcore",
    "aiohttp",
    "telegram",
    "apscheduler",
    "sqlalchemy",
    "alembic",
)
MOST_FRAMES = 12


def keep_allowed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop every field that is not named above."""
    return {name: value for name, value in event.items() if name in ALLOWED}


def places(trace: TracebackType | None) -> str:
    """Say where an error happened: files, lines and functions, no values."""

    def frames() -> Iterator[str]:
        for frame in traceback.extract_tb(trace)[-MOST_FRAMES:]:
            name = "/".join(frame.filename.rsplit("/", 2)[-2:])
            yield f"{name}:{frame.lineno} {frame.name}"

    return " > ".join(frames())


def only_kind(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its class and where it happened; drop its message."""
    info: Any = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["at"] = places(error.__traceback__)
    return event


class Foreign(logging.Handler):
    """Log other libraries' lines by logger, place and level, without their message."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log one record."""
        structlog.get_logger().log(
            record.levelno,
            "a library's line",
            logger=record.name,
            at=f"{record.module}:{record.lineno}",
            exc_info=record.exc_info,
        )


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs, structlog's and the standard library's, through the filter."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_kind,
            keep_allowed,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.raiseExceptions = False
    logging.basicConfig(handlers=[Foreign()], level=level, force=True)
    logging.captureWarnings(True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda thread: _uncaught(
        thread.exc_type, thread.exc_value, thread.exc_traceback
    )


def _uncaught(
    kind: type[BaseException],
    _error: BaseException | None,
    trace: TracebackType | None,
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("uncaught", error=kind.__name__, at=places(trace))
