"""Who asked to be left alone: headings, cells, and words in passing."""

import pytest

from bot.sheets.values import optout_words, optouts, statuses
from tests.sheets.making import csv, read

HEAD = "Mem No,Surname,First name,Mobile"
ADA = "5500101,Marsh,Ada,07700 900821"
BEN = "5500102,Reeve,Ben,07700 900822"
PHRASES = optouts.PHRASES
ENTRIES = [(name, phrase) for name, phrases in PHRASES.items() for phrase in phrases]
REFUSALS = [
    *[f"{no} {way}" for no in PHRASES["NOT_TO"] for way in PHRASES["ACTS"]],
    *[f"{no} {way}" for no in PHRASES["NOT_BE"] for way in PHRASES["DONE"]],
    *[f"{no} {way}" for no in PHRASES["NO_MORE"] for way in PHRASES["THINGS"]],
    *PHRASES["WHOLE"],
]


@pytest.mark.parametrize(("name", "phrase"), ENTRIES)
def test_every_phrase_can_be_met(name: str, phrase: str) -> None:
    assert statuses.words_of(phrase) == phrase
    assert name in optouts.classes_of(phrase)


def test_every_list_of_words_is_used() -> None:
    assert {name for name in vars(optout_words) if name.isupper()} == set(PHRASES)


def test_every_refusal_is_an_opt_out_as_a_heading() -> None:
    wishes = {heading: optouts.asked_by(heading) for heading in REFUSALS}
    assert not [h for h, wish in wishes.items() if not wish or wish.turned]
    assert not [h for h, wish in wishes.items() if wish and not wish.sure]


@pytest.mark.parametrize(
    "heading",
    ["donotcall", "federal_donotcall", "DoNotMail", "donotemail", "nocontact",
     "no_calls", "notext", "dontcall", "smsoptout", "optedout", "phone_optout"],
)  # fmt: skip
def test_a_refusal_written_as_one_word_is_an_opt_out(heading: str) -> None:
    wish = optouts.asked_by(heading)
    assert wish
    assert not wish.turned


def test_a_word_that_only_begins_like_a_refusal_is_none() -> None:
    assert optouts.asked_by("nocallsign") is None
    assert optouts.asked_by("Notes") is None


def test_every_refusal_is_noticed_in_a_cell() -> None:
    assert not [words for words in REFUSALS if not optouts.said(words)]


@pytest.mark.parametrize(
    "heading",
    ["No contact", "No calls", "Do not text", "DO_NOT_CALL", "DoNotPhone", "DNC?",
     "Don't ring", "Please tick if you do not want to be contacted", "SMS opt-out",
     "Asked not to be rung (Y/N)", "Doesn't want calls", "Unsubscribed", "Is Opt Out",
     "Wants to be left alone", "No text messages please", "Exclude from phone bank"],
)  # fmt: skip
def test_a_heading_that_asks_for_it_marks_who_says_yes(heading: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},Y", f"{BEN},"))
    assert [m.do_not_contact for m in told.members.values()] == [True, False]
    assert not told.asked


@pytest.mark.parametrize(
    "heading",
    ["Consent to call", "OK to text?", "Happy to be contacted", "Can we ring you?",
     "Contact allowed", "Opted in", "SMS consent", "Agrees to be phoned"],
)  # fmt: skip
def test_a_heading_that_asks_for_consent_marks_who_says_no(heading: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},N", f"{BEN},Y"))
    assert [m.do_not_contact for m in told.members.values()] == [True, False]


@pytest.mark.parametrize(
    ("heading", "default"),
    [("GDPR", "none"), ("TPS", "do_not_contact"), ("No phone", "do_not_contact"),
     ("Contact preference", "none"), ("Would you like a call from a rep?", "none"),
     ("Do not call after 6", "do_not_contact"), ("Notes (no calls)", "do_not_contact")],
)  # fmt: skip
def test_a_heading_that_only_may_mean_it_is_asked(heading: str, default: str) -> None:
    text = csv(f"{HEAD},{heading}", f"{ADA},Y")
    told = read(text)
    question = told.asked["column_meaning"]
    assert (told.only().do_not_contact, question.default) == (False, default)
    assert read(text, answers={question.id: "do_not_contact"}).only().do_not_contact
    assert not read(text, answers={question.id: "may_contact"}).only().do_not_contact


def test_who_wants_no_letters_is_left_alone_until_an_organiser_says_otherwise() -> None:
    text = csv(f"{HEAD},Do not email", f"{ADA},1", f"{BEN},0")
    told = read(text)
    assert [m.do_not_contact for m in told.members.values()] == [True, False]
    answers = {told.asked["column_meaning"].id: "none"}
    assert not read(text, answers=answers).members[2].do_not_contact


@pytest.mark.parametrize(
    "heading",
    ["Contact no", "Mobile no", "No. of calls", "No of contacts", "Not contacted",
     "Last contact", "Newsletter opt-out", "Political fund opt out", "Called by",
     "No contact details", "Can vote?"],
)  # fmt: skip
def test_a_heading_about_something_else_is_no_opt_out(heading: str) -> None:
    assert optouts.asked_by(heading) is None


@pytest.mark.parametrize(
    "words",
    ["do not call", "Please don't ring again", "moved house. DO NOT CONTACT!",
     "no more calls please", "Asked to be removed", "unsubscribed 3/9/26",
     "he said stop calling me", "take me off the list", "DNC"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Notes", "Remarks of Gwen", "Response", "Site"])
def test_words_in_any_cell_that_say_it_are_an_opt_out(words: str, heading: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},{words}"))
    assert told.only().do_not_contact
    assert (2, "opt_out_in_words") in told.warned


@pytest.mark.parametrize(
    "words",
    ["do not call before 6", "no contact", "email only - no calls",
     "don't ring her at work", "do not text; prefers calls"],
)  # fmt: skip
def test_words_that_only_may_mean_it_are_asked(words: str) -> None:
    told = read(csv(f"{HEAD},Notes", f'{ADA},"{words}"'))
    assert told.asked["may_be_opt_out"].rows == (2,)
    assert told.asked["may_be_opt_out"].default == "yes"
    assert (2, "may_be_opt_out") in told.warned


@pytest.mark.parametrize(
    "words",
    ["no answer", "left voicemail", "not contacted", "don't hesitate to call",
     "no contact details", "never rang back", "no email", "no reply, call again"],
)  # fmt: skip
def test_words_that_say_no_such_thing_are_none(words: str) -> None:
    told = read(csv(f"{HEAD},Notes", f'{ADA},"{words}"'))
    assert not told.only().do_not_contact
    assert "may_be_opt_out" not in told.asked


def test_one_opt_out_deep_in_a_column_that_is_not_used_is_found() -> None:
    rows = [f"55{n:05},Fry,Ann,077009{n:05},fine" for n in range(1, 700)]
    rows.append(f"{BEN},do not ring")
    told = read(csv(f"{HEAD},Weather", *rows))
    assert [m.last_name for m in told.members.values() if m.do_not_contact] == ["Reeve"]
