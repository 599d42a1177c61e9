"""What to say and to write: by state and phase; a bad file is one sentence."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import scripts_file
from bot.rules.ballot.phases import Phase
from bot.rules.member import Member
from bot.rules.queue.bands import Band
from bot.rules.queue.screens import CardFacts
from bot.texts.queue import scripts
from tests.rules import given

SHIPPED = scripts_file.read(None)
BALLOT = given.ballot(opens=given.day("2026-05-11"), branch="Tidewater North")
OPEN = given.at("2026-05-20 11:00")
LEAST = """
how_to_replace = "ask"
[[say]]
text = "Hello {name}"
[[text]]
text = "Hi {name}"
[[work]]
text = "Hello {name}"
"""


def facts(band: Band | None, now: dt.datetime = OPEN) -> CardFacts:
    member = Member(1, 1, first_name="Nia", band=band)
    return CardFacts("k", member, BALLOT, now, {}, advocate="Asha Khan")


@pytest.mark.parametrize("band", [*Band, None])
def test_every_state_has_a_script_that_can_be_filled(band: Band | None) -> None:
    for day in range(1, 30):
        found = SHIPPED.fill(facts(band, given.at("2026-05-12 11:00") + day * DAY))
        for text in (found.script, found.ready_text, found.work_text):
            assert text
            assert "{" not in text
        assert len(found.ready_text) <= 256


DAY = dt.timedelta(days=1)


def test_the_state_decides_before_the_phase() -> None:
    assert "has it come" in SHIPPED.fill(facts(Band.REPLACEMENT)).script
    assert "is it in the box" in SHIPPED.fill(facts(Band.PROMISE)).script


def test_near_the_cut_off_the_paper_is_asked_about_first() -> None:
    near = given.at("2026-06-01 11:00")
    for band in (Band.WILL_VOTE, Band.UNTOUCHED, Band.NO_ANSWER, Band.UNDECIDED):
        assert "got the ballot paper?" in SHIPPED.fill(facts(band, near)).script


def test_names_days_and_the_plan_questions_are_filled_in() -> None:
    found = SHIPPED.fill(facts(Band.WILL_VOTE))
    assert found.script.startswith("Hello Nia, Asha here from Tidewater North.")
    assert "after what" in found.script
    assert "Mon 8 June" in found.ready_text


def test_a_branch_without_a_name_is_your_union_branch() -> None:
    nameless = replace(facts(Band.WILL_VOTE), ballot=replace(BALLOT, branch=""))
    assert "Asha here from your union branch." in SHIPPED.fill(nameless).script


def test_work_e_mail_holds_no_word_that_is_to_be_avoided() -> None:
    sent = SHIPPED.fill(facts(Band.PROMISE)).work_text.lower()
    assert not [word for word in SHIPPED.avoid if word in sent]


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_something_to_say(phase: Phase) -> None:
    assert SHIPPED.in_phase(BALLOT, phase)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[say]]\ntext = "Hello {whom}"\n', "placeholder nobody knows: whom"),
        ('[[say]]\ntext = "Hello {name"\n', "cannot be filled"),
        ('[[say]]\nstates = ["lost"]\ntext = "Hello"\n', "no state or phase: lost"),
        (f'[[text]]\ntext = "{"x" * 201}"\n', "longer than 200"),
        (
            '[[say]]\nstates = ["promise"]\ntext = "Hello"\n',
            "without states and phases",
        ),
        ('[[say]]\ntxet = "Hello"\n', "say"),
        ("[[say]\n", "not a TOML file"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, wrong: str, told: str) -> None:
    file = tmp_path / "scripts.toml"
    file.write_text(LEAST + wrong)
    with pytest.raises(scripts.ScriptsError, match=f"scripts.toml: .*{told}"):
        scripts_file.read(file)


def test_an_avoided_word_in_a_work_text_is_refused() -> None:
    with pytest.raises(scripts.ScriptsError, match="is to be avoided"):
        scripts.parse('avoid = ["ballot"]\n' + LEAST.replace('"Hello', '"Ballot'))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(scripts.ScriptsError, match="cannot be read"):
        scripts_file.read(tmp_path / "none.toml")


def test_the_organisers_own_texts_are_used(tmp_path: Path) -> None:
    file = tmp_path / "scripts.toml"
    file.write_text(LEAST.replace("Hi {name}", "Ey up {name}"))
    assert scripts_file.read(file).fill(facts(None)).ready_text == "Ey up Nia"
