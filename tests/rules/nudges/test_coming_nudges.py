"""What `/nudges` lists: what goes when, and to how many."""

from bot.rules.nudges import coming_nudges
from bot.rules.nudges.coming_nudges import Coming
from bot.rules.nudges.planned_nudge import Kind
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))


def coming(now: str) -> tuple[Coming, ...]:
    return coming_nudges.coming(
        BALLOT, given.at(now), groups=2, organisers=3, advocates=50
    )


def digests(now: str) -> list[str]:
    found = [one for one in coming(now) if one.kind is Kind.DIGEST]
    return [f"{one.at:%a %H:%M}" for one in found]


def test_the_next_digest_is_listed_once_todays_has_gone() -> None:
    assert digests("2026-05-20 17:59") == ["Wed 18:00", "Thu 18:00"]
    assert digests("2026-05-20 18:00") == ["Thu 18:00"]


def test_each_kind_is_counted_by_those_who_get_it() -> None:
    found = coming("2026-05-20 11:00")
    assert {one.kind: one.to for one in found} == {
        Kind.COUNTDOWN: 2,
        Kind.CUTOFF: 2 + 3,
        Kind.SURVEY: 50,
        Kind.PURGE: 3,
        Kind.DIGEST: 3,
    }
    assert list(found) == sorted(found, key=lambda one: one.at)
