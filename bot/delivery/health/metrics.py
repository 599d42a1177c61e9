"""The metrics, in the form that Prometheus reads."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.delivery.health import counts, pulse
from storage.outbox import outbox_entry

TYPE = CONTENT_TYPE_LATEST
COUNTED = {
    "mantelpiece_updates_total": "Updates handled, or set aside.",
    "mantelpiece_updates_set_aside_total": "Updates given up, or unreadable.",
    "mantelpiece_sends_total": "Messages, edits and deletions by how they ended.",
}
MEASURED = {
    "mantelpiece_ready": "1 if the bot is ready, else 0.",
    "mantelpiece_waiting": "Messages that are due and not sent.",
    "mantelpiece_oldest_waiting_seconds": "Seconds for which the first has been due.",
    "mantelpiece_claims": "Members whom somebody holds.",
    "mantelpiece_telegram_silence_seconds": "Seconds since Telegram answered a fetch.",
}
ENDS = (
    outbox_entry.SENT,
    outbox_entry.REFUSED,
    outbox_entry.UNKNOWN,
    outbox_entry.DROPPED,
    counts.AGAIN,
)


class _Families(Collector):
    """What one answer tells."""

    def __init__(self, found: Iterable[Metric]) -> None:
        self.found = found

    def collect(self) -> Iterable[Metric]:
        """Hand them to the registry."""
        return self.found


def page(of: pulse.Pulse, waits: pulse.Backlog | None) -> bytes:
    """Make the page; without the backlog where the database cannot be read."""
    measured: dict[str, float] = {"mantelpiece_ready": not of.why_not()}
    if waits is not None:
        measured["mantelpiece_waiting"] = waits.waiting
        measured["mantelpiece_oldest_waiting_seconds"] = waits.oldest
        measured["mantelpiece_claims"] = waits.claims
    silence = of.silence()
    if silence is not None:
        measured["mantelpiece_telegram_silence_seconds"] = silence
    registry = CollectorRegistry()
    registry.register(_Families([*_counted(of.done), *_measured(measured)]))
    return generate_latest(registry)


def _counted(done: counts.Counts) -> Iterator[Metric]:
    updates, aside, sends = COUNTED.items()
    yield CounterMetricFamily(*updates, value=done.updates)
    yield CounterMetricFamily(*aside, value=done.set_aside)
    family = CounterMetricFamily(*sends, labels=["end"])
    for end in ENDS:
        family.add_metric([end], done.sends[end])
    yield family


def _measured(found: Mapping[str, float]) -> Iterator[Metric]:
    for name, value in found.items():
        yield GaugeMetricFamily(name, MEASURED[name], value=value)
