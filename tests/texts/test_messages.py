"""Buttons in rows, and names on them."""

from bot.texts.messages import ROOM, Press, in_pairs, naming


def labels(*names: str) -> list[list[str]]:
    rows = in_pairs(Press(name, "key.code") for name in names)
    return [[button.label for button in row] for row in rows]


def test_buttons_stand_two_in_a_row() -> None:
    assert labels("a", "b", "c") == [["a", "b"], ["c"]]


def test_a_label_too_long_for_half_a_row_has_a_row_of_its_own() -> None:
    long = "l" * (ROOM[2] + 1)
    assert labels("a", long, "b", "c") == [["a"], [long], ["b", "c"]]


def test_of_a_long_name_as_much_is_shown_as_there_is_room_for() -> None:
    said = naming(lambda name: f"Approve {name}", "Oluwaseun Adebayo-Williams", 2)
    assert said == "Approve Oluwaseun Ade…"
    assert len(said) == ROOM[2]


def test_a_name_that_fits_is_whole() -> None:
    assert naming(lambda name: f"Approve {name}", "Asha", 2) == "Approve Asha"
