"""A card for a thumb: at most eight buttons in any state, each outcome among them."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from bot.rules import button_codes
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.rules.replies import understood
from bot.texts.messages import Copy, Link, Press, Rows
from bot.texts.queue import card, card_buttons
from bot.usecases.replies import card_presses
from tests.rules import given

BALLOT = given.ballot(closes="2026-06-25 17:00", opens=given.day("2026-05-11"))
DAY, NIGHT = given.at("2026-05-20 11:00"), given.at("2026-05-20 21:00")
WAYS = {
    "mobile": "+447700900123",
    "phone": "+442079460123",
    "personal_email": "nia.quillfeather@mail.example.org",
    "work_email": "n.quillfeather@work.example.org",
}
STEPS = (None, "waiting", "helps", *card_buttons.STEPS)
STEPS += ("post", "wrong", "which", "reach")
KNOWN = [understood.Understood(day=given.day("2026-05-22")), None]


def facts(step: str | None = None, **more: Any) -> CardFacts:
    ways = more.pop("ways", WAYS)
    known = {"band": Band.WILL_VOTE, **ways, **more.pop("member", {})}
    member = Member(1, 1, first_name="Nia", last_name="Quillfeather", **known)
    choices = ["voted", "will_post", "no_answer"]
    asking = {"step": step, "choices": choices, "own_act": True, **more.pop("on", {})}
    texts = {"ready_text": "Hi Nia. " * 50, "work_text": "Hello Nia"}
    return CardFacts("k", member, BALLOT, more.pop("now", DAY), asking, **texts | more)


def every_open_card() -> Iterator[CardFacts]:
    for step, band, now in itertools.product(STEPS, Band, (DAY, NIGHT)):
        for pins, low_data in itertools.product(((), ("red", "off")), (False, True)):
            for ways in ({}, {"mobile": WAYS["mobile"]}, WAYS):
                many = {"pins": pins, "low_data": low_data, "ways": ways}
                yield facts(step, now=now, member={"band": band}, **many)


def every_closed_card() -> Iterator[CardFacts]:
    for outcome, upset, when in itertools.product(Outcome, (False, True), KNOWN):
        for step, day in itertools.product((None, "post", "paper", "back"), (0, 1)):
            on = {"contact_id": 5, "outcome": outcome, "how": "recorded"}
            on["understood"] = understood.as_json(when) if when else None
            member = {"promise_day": DAY.date() if day else None}
            member["do_not_contact"] = outcome is Outcome.DO_NOT_CONTACT
            many = {"closed": True, "outcome": outcome, "sounds_upset": upset}
            yield facts(step, on=on, member=member, **many)


def labels(rows: Rows) -> list[str]:
    return [button.label for row in rows for button in row]


def codes(rows: Rows) -> set[str]:
    every = (button for row in rows for button in row)
    return {one.data.partition(".")[2] for one in every if isinstance(one, Press)}


def test_no_card_of_any_state_has_more_than_eight_buttons() -> None:
    for one in every_open_card():
        assert 1 <= len(labels(card_buttons.rows(one))) <= 8, one
        assert 1 <= len(labels(card_buttons.answers(one))) <= 8, one
    for one in every_closed_card():
        assert 1 <= len(labels(card_buttons.closed_rows(one))) <= 8, one


def test_every_button_carries_a_code_that_is_known() -> None:
    for one in every_open_card():
        for code in codes(card_buttons.rows(one)):
            assert button_codes.read_names(button_codes.CARD, code) is not None


@pytest.mark.parametrize("now", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("band", [Band.WILL_VOTE, Band.REPLACEMENT], ids=str)
def test_every_outcome_is_within_four_taps(band: Band, now: Any) -> None:
    at = {"member": {"band": band}, "now": now}
    found, asked = codes(card_buttons.rows(facts(**at))), set[str]()
    for _ in range(3):
        found |= {"post"} if "come" in found else set()  # that is what it asks
        for step in found & card_presses.ASKS - asked:
            found |= codes(card_buttons.rows(facts(step, **at)))
            asked.add(step)
    there = {code.partition(":")[0] for code in found}
    waits = band is Band.REPLACEMENT
    unasked = {"as"} if waits else {"as", "come", "not_yet"}
    assert card_presses.OUTCOME_ACTIONS.keys() - unasked <= there
    assert {"skip", "release", "sent"} <= there


def test_reach_shows_only_what_this_member_has_the_text_first() -> None:
    mobile = {"mobile": WAYS["mobile"]}
    rows = card_buttons.rows(facts("reach", ways=mobile, ready_text="Hi Nia"))
    assert labels(rows) == ["Copy text", "WhatsApp", "Copy mobile", "‹ Back"]
    mail = {"personal_email": WAYS["personal_email"]}
    rows = card_buttons.rows(facts("reach", ways=mail, ready_text="Hi Nia"))
    assert labels(rows) == ["Copy text", "Copy e-mail", "‹ Back"]


@pytest.mark.parametrize("why", [{"ways": {}}, {"low_data": True}])
def test_without_a_way_to_reach_them_there_is_no_reach(why: dict[str, Any]) -> None:
    assert "reach" not in codes(card_buttons.rows(facts(**why)))


def test_details_are_on_no_button_before_reach_is_tapped() -> None:
    for one in every_open_card():
        kinds = {type(b) for row in card_buttons.rows(one) for b in row}
        if one.asking["step"] != "reach":
            assert kinds <= {Press}
        below = (button for row in card_buttons.answers(one) for button in row)
        assert not any(isinstance(button, Copy | Link) for button in below)


def test_a_long_answer_is_copied_whole_or_not_at_all() -> None:
    whole = card_buttons.rows(facts("reach", ready_text="word " * 300))
    assert "Copy text 6 of 6" in labels(whole)
    assert "WhatsApp" in labels(whole)
    too_long = labels(card_buttons.rows(facts("reach", ready_text="word " * 400)))
    assert not [label for label in too_long if label.startswith("Copy text")]
    assert "WhatsApp" in too_long


def test_a_card_says_name_why_now_number_and_what_to_say_in_this_order() -> None:
    text = card.card(None, facts(script="Hello Nia, Asha here.")).text
    order = ("Nia Quillfeather", "Said <i>will post</i>", "+447700900123", "Hello Nia")
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_makes_no_sense_now_gives_way() -> None:
    night = labels(card_buttons.rows(facts(now=NIGHT)))
    assert "🌙 Keep for tomorrow" in night
    assert "📵 No answer" not in night
    paper = labels(card_buttons.rows(facts(member={"band": Band.REPLACEMENT})))
    assert paper[:2] == ["📬 It has come", "Not yet"]
    assert "📄 No paper" not in paper


def test_the_next_member_can_be_asked_for_where_a_card_is_done() -> None:
    assert "next" in codes(card_buttons.rows(facts("waiting")))
    for one in every_closed_card():
        if one.asking["step"] is None:
            assert "next" in codes(card_buttons.closed_rows(one))
