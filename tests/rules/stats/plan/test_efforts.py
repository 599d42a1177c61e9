import pytest

from bot.rules.stats.plan import Effort, efforts


@pytest.mark.parametrize(
    ("typed", "effort", "at"),
    [
        ("20", Effort(conversations=20), None),
        ("20 tonight", Effort(conversations=20), None),
        (
            "20 conversations at Leeds General",
            Effort(conversations=20),
            "Leeds General",
        ),
        ("+30", Effort(contacts_per_day=30), None),
        ("30 a day", Effort(contacts_per_day=30), None),
        ("5 more advocates", Effort(advocates=5), None),
        ("1 advocate in York", Effort(advocates=1), "York"),
    ],
)
def test_an_effort_is_read_as_people_type_it(typed, effort, at):
    assert efforts.read(typed) == efforts.EffortAt(effort, at)


@pytest.mark.parametrize("typed", ["0", "many", "20 elephants", "-5", "999999999"])
def test_what_is_no_effort_is_not_guessed(typed):
    assert efforts.read(typed) is None
