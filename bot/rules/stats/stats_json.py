"""Stats and plan as the shell prints them with `--json`."""

from dataclasses import asdict
from typing import Any

from bot.rules.stats.plan.efforts import EffortOdds
from bot.rules.stats.screens import PlanFacts
from bot.rules.stats.stats_report import SMALL, Report, shown
from bot.rules.stats.turnout import Counts

BAND = ("low", "likely", "high", "chance", "base", "needed", "believed", "papers")
PACE = ("short", "per_advocate_day", "pace", "widest")


def report(of: Report) -> dict[str, Any]:
    """Convert a report; days and times become ISO text, small cells None."""
    facts, band = of.facts, of.band
    cells, others = shown(facts.workplaces)
    return {
        "ballot": of.name,
        "today": facts.today.isoformat(),
        "reported_turnout": facts.reported_share,
        "reported": facts.counts.reported,
        "listed": facts.counts.listed,
        "entitled": facts.entitled,
        "line": facts.line,
        "band": {name: getattr(band, name) for name in (*BAND, *PACE)}
        | {"crossing": band.crossing and band.crossing.isoformat()},
        "cautions": [code.value for code in band.cautions],
        "official": _official(of),
        "by_standing": {one.value: n for one, n in facts.counts.items() if n},
        "by_workplace": {name: _cell(counts) for name, counts in cells.items()},
        "small_workplaces": _cell(others) if others.listed else None,
        "work_today": asdict(of.today),
        "ready": of.ready,
        "first": of.first
        and {"band": of.first.band.name.lower(), "members": of.first.members},
        "open_cards": of.open_cards,
        "promises_due": of.promises_due,
        "blocked": {
            one.why.value: {
                "members": one.members,
                "until": one.until and one.until.isoformat(),
            }
            for one in of.blocked
            if one.members
        },
    }


def plan(of: PlanFacts) -> dict[str, Any]:
    """Convert the odds of each effort, and where a contact brings most."""
    return {
        "ballot": of.ballot.name,
        "chance": of.report.band.chance,
        "efforts": [_effort(one) for one in of.tried],
        "workplaces": [asdict(place) for place in of.workplaces],
        "standings": [asdict(place) for place in of.standings],
    }


def _official(of: Report) -> dict[str, Any] | None:
    found = of.facts.official
    return {**asdict(found), "day": found.day.isoformat()} if found else None


def _cell(counts: Counts) -> dict[str, int | None]:
    reported = counts.reported
    hidden = 0 < reported < SMALL
    return {"listed": counts.listed, "reported": None if hidden else reported}


def _effort(one: EffortOdds) -> dict[str, Any]:
    return {
        **asdict(one.effort),
        "at": one.at,
        "odds": asdict(one.odds) if one.odds else None,
    }
