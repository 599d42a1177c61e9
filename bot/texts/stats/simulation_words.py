"""Words of `mantelpiece simulate`: orders of contact, side by side."""

from collections.abc import Iterator

from bot.rules.stats.simulation import Interval, Result

ORDERS = {
    "none": "nobody contacted",
    "ours": "ours",
    "ours, by the rules": "ours, by the rules without the index",
    "ours, a third untouched": "ours, near the cut-off a third untouched",
    "ours, by the own log": "ours, by the branch's own log as well",
    "tens": "sheets of ten, handed on",
    "random": "random",
    "first": "first come first served",
    "oldest 1": "oldest told, again after a day",
    "oldest 2": "oldest told, again after two days",
    "oldest 3": "oldest told, again after three days",
    "oldest 3, not the last day": "the same, without the last day",
    "red and amber": "red and amber by hand",
    "look-ahead": "a bound: one step ahead, by what was said",
    "oracle": "a bound: whoever knows each member",
}
HEADINGS = ("order", "contacts", "gained per 100 contacts", "turnout %", "behind ours")
ASSUMED = (
    "A model, not a measurement: its assumptions stand in"
    " bot/rules/stats/simulation/parameters.toml. Means with 95 % intervals."
)


def rows(results: list[Result]) -> list[tuple[str, ...]]:
    """Write a row for each order, as `HEADINGS` names the columns."""
    return [
        (
            ORDERS[result.order],
            f"{result.contacts.mean:.0f}",
            interval(result.gained, 2),
            interval(_in_points(result.turnout), 1),
            "" if result.order == "ours" else interval(result.behind, 2),
        )
        for result in results
    ]


def interval(of: Interval, places: int) -> str:
    """As in "1.9 (1.8 to 2.0)"."""
    low, high = f"{of.low:.{places}f}", f"{of.high:.{places}f}"
    return f"{of.mean:.{places}f} ({low} to {high})"


def _in_points(of: Interval) -> Interval:
    return Interval(100 * of.mean, 100 * of.low, 100 * of.high)


def table(results: list[Result]) -> Iterator[str]:
    """Write the rows under their headings, in columns."""
    lines = [HEADINGS, *rows(results)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def unknown(file: str, what: str) -> str:
    """Say that a file of parameters names one that the model does not have."""
    return (
        f"{file} names what the model does not have: {what}. The published parameters"
        " are in bot/rules/stats/simulation/parameters.toml."
    )
