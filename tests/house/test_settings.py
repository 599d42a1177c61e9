"""The settings stand once, in the code; the file to copy and the page tell them."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench import settings_pages
from bot import config
from bot.config import from_file
from bot.rules.ballot.phases import Phase
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.stats import plan, turnout
from tests.house.tree import ROOT

EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
UNCOMMENTED = re.sub(r"^#(?=\w+ = |\")", "", EXAMPLE, flags=re.MULTILINE)
UNSET = {
    "token": '"123456:replace-me"',
    "languages": '"languages"',
    "scripts": '"scripts.toml"',
    "policies": '"policies.toml"',
    "scenes": '"scenes"',
    "faq": '"faq.toml"',
    "port": "8700",
    "url": '"https://bot.example.org/mantelpiece"',
    "backups": '"backups"',
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.touch(0o600)
    return path


@pytest.mark.parametrize("name", settings_pages.PAGES)
def test_the_page_is_made_from_the_settings(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == settings_pages.PAGES[name](), "python -m bench.settings_pages"


@pytest.mark.parametrize(
    "part", list(settings_pages.parts()), ids=lambda part: part.name
)
def test_every_setting_is_explained(part: settings_pages.Part) -> None:
    assert [one.name for one in part.settings if not one.about] == []


@pytest.mark.parametrize("text", [EXAMPLE, UNCOMMENTED], ids=["copied", "uncommented"])
def test_the_example_can_be_used_as_it_is_and_sets_the_defaults(
    file: Path, text: str
) -> None:
    for name, value in UNSET.items():
        text = text.replace(f"\n{name} = {value}", "")
    file.write_text(text, encoding="utf-8")
    assert config.load(file).model_dump() == config.Settings().model_dump()


def test_the_example_shows_how_a_token_and_scripts_are_given(file: Path) -> None:
    file.write_text(UNCOMMENTED, encoding="utf-8")
    found = config.load(file)
    assert found.telegram.token.get_secret_value() == "123456:replace-me"
    assert found.texts.scripts == Path("scripts.toml")
    assert found.texts.scenes == Path("scenes")


def test_the_settings_by_default_are_those_of_the_rules() -> None:
    assert config.Settings().queue_settings() == queue_rules.DEFAULTS
    assert config.Settings().plan_settings() == plan.Settings()


def test_the_index_can_be_turned_off_and_a_branch_s_own_order_stands(
    file: Path,
) -> None:
    own = '[queue]\norder = "rules"\n[queue.orders]\nopen = ["untouched"]\n'
    file.write_text(own)
    found = config.load(file).queue_settings()
    orders = {**queue_rules.BY_THE_RULES.orders, Phase.OPEN: (Band.UNTOUCHED,)}
    assert found == replace(queue_rules.BY_THE_RULES, orders=orders)


def test_a_setting_of_the_file_reaches_the_band(file: Path) -> None:
    file.write_text("[turnout]\noverclaim = 0.25\n[plan]\nmoved_spread = 0.2\n")
    assumed = config.load(file).plan_settings()
    expected = plan.Settings(moved_spread=0.2, assumed=turnout.Settings(overclaim=0.25))
    assert assumed == expected


@pytest.mark.parametrize(
    "wrong", ["overclaim = 1.5", "kept_weight = 0", "confidence = 1", "kept = 'half'"]
)
def test_a_share_or_weight_that_cannot_be_is_refused(file: Path, wrong: str) -> None:
    file.write_text(f"[turnout]\n{wrong}\n")
    name = wrong.partition(" ")[0]
    with pytest.raises(config.ConfigError, match=f"turnout.{name} .*cannot be used"):
        config.load(file)


@pytest.mark.parametrize(
    "url",
    ["http://bot.example.org/x", "bot.example.org", "https:///x", "https://b.org/?a=b"],
)
def test_a_webhook_that_telegram_cannot_reach_is_refused(file: Path, url: str) -> None:
    file.write_text(f'[webhook]\nurl = "{url}"\n')
    with pytest.raises(config.ConfigError, match=r"has to look like https://"):
        config.load(file)


@pytest.mark.parametrize(
    "wrong", ["[plan]\nassumed = 1", "[turnout]\ndraws = 5", "[queue]\nlease = 5"]
)
def test_what_is_no_setting_is_refused_by_name(file: Path, wrong: str) -> None:
    file.write_text(wrong)
    with pytest.raises(config.ConfigError, match=r"is not known. Is it spelt right\?"):
        config.load(file)


@pytest.mark.parametrize("name", ["moved", "answering"])
def test_a_removed_figure_of_the_plan_is_taken_and_said_to_do_nothing(
    file: Path, name: str
) -> None:
    file.write_text(f"[plan]\n{name} = 0.1\n")
    assert config.load(file).plan == config.Settings().plan
    (said,) = from_file.without_effect(file)
    assert f"plan.{name} in {file} has no effect any more: take it out" in said


def test_the_environment_wins_over_the_file(file: Path) -> None:
    file.write_text("[queue]\ntries = 5\nwaiting = 9\n[turnout]\nkept = 0.5\n")
    given = {"MANTELPIECE_QUEUE__TRIES": "7", "MANTELPIECE_TURNOUT__KEPT": "0.6"}
    os.environ.update(given)
    try:
        found = config.load(file)
    finally:
        for name in given:
            del os.environ[name]
    assert (found.queue.tries, found.queue.waiting) == (7, 9)
    assert found.turnout.kept == 0.6
