"""The table is the source: the page, the help and Telegram's menus say the same."""

import ast
import re
from pathlib import Path

import pytest

from bot import config
from bot.rules.arrivals import Place
from bot.rules.person import WORKING, Role
from bot.rules.privacy import permissions
from bot.texts.privacy import permissions_page
from bot.texts.queue import card_buttons
from bot.texts.team import menus
from tests.house import tree

GUIDES = {"organisers.md": Role.ORGANISER, "advocates.md": Role.ADVOCATE}
COMMAND = re.compile(r"`/(\w+)")
LABEL = re.compile(r"(?<!\*)\*([A-Z][\w ]+…?)\*(?!\*)")
DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_made_from_the_table() -> None:
    page = (DOCS / "permissions.md").read_text(encoding="utf-8")
    assert page == permissions_page.page(), (
        "mantelpiece permissions > docs/permissions.md"
    )


def test_every_command_is_explained() -> None:
    typed = {rule.name for rule in permissions.TABLE.values() if rule.typed}
    assert typed <= set(menus.HELP)


@pytest.mark.parametrize("role", sorted(WORKING))
def test_a_menu_offers_only_what_its_role_may_type(role: Role) -> None:
    for name, words in menus.of(role):
        rule = permissions.TABLE[name]
        assert role in rule.roles
        assert Place.PRIVATE in rule.places
        assert 0 < len(words) <= 256


def test_advocates_and_organisers_see_their_commands_in_order() -> None:
    advocate = [name for name, _ in menus.private()]
    organiser = [name for name, _ in menus.of(Role.ORGANISER)]
    assert advocate[:2] == ["next", "mine"]
    assert organiser == [*menus.ORDER, "help"]
    assert not {"stats", "team"} & set(advocate)


def test_nobody_outside_is_offered_members_or_organising() -> None:
    for role in (Role.OUTSIDER, Role.PENDING, Role.SUSPENDED, Role.GONE):
        for rule in permissions.TABLE.values():
            shows = rule.promise or rule.roles == permissions.ORGANISING
            assert not (shows and role in rule.roles)


@pytest.mark.parametrize(("guide", "role"), GUIDES.items())
def test_a_guide_names_only_what_its_reader_may_type(guide: str, role: Role) -> None:
    named = COMMAND.findall((DOCS / guide).read_text(encoding="utf-8"))
    assert named
    for name in named:
        assert role in permissions.TABLE[name].roles, name


def test_every_button_that_the_advocates_page_names_is_on_a_card() -> None:
    rows = [
        *card_buttons.HOME,
        *(row for s in card_buttons.STEPS.values() for row in s),
    ]
    labels = {label for row in rows for _, label in row} | {"↩︎ Undo"}
    named = LABEL.findall((DOCS / "advocates.md").read_text(encoding="utf-8"))
    assert named
    for name in named:
        assert any(label.endswith(name) for label in labels), name


READ = [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
OF_TELEGRAM = {
    *("newbot", "setprivacy", "setinline", "setjoingroups", "deletebot", "start"),
    *("data", "health", "metrics", "link"),
}
"""What else begins with a stroke: BotFather's commands, paths."""
WITH_BUTTONS = ("organisers.md", "member-care.md", "running.md")
CHAT_PAGE = sorted((DOCS.parent / "bot/demo/page/files").glob("*.html"))
THEIRS = {"Start", "Enable"}
"""Buttons of Telegram itself."""
SETTING = re.compile(r"`\[(\w+)\] (\w+)|`(\w+)\.(\w+)`|^\[(\w+)\]\n(\w+) =", re.M)
PLACEHOLDER = re.compile(r"\{[^}]*\}")
SECTIONS = {
    name: field.annotation for name, field in config.Settings.model_fields.items()
}


def bare(text: str) -> str:
    """A text without the signs at its ends."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", text)


def said() -> set[str]:
    """Every text of the program."""
    return {
        bare(part)
        for _, parsed in tree.modules("bot")
        for node in ast.walk(parsed)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for part in PLACEHOLDER.split(node.value)
    }


@pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    named = set(COMMAND.findall(page.read_text(encoding="utf-8")))
    typed = {rule.name for rule in permissions.TABLE.values() if rule.typed}
    assert named - OF_TELEGRAM - typed == set()


def test_every_button_that_a_page_names_is_a_button() -> None:
    texts, chat_page = said(), " ".join(path.read_text("utf-8") for path in CHAT_PAGE)
    named = {
        (page.name, label)
        for page in (*READ[:1], *(DOCS / name for name in WITH_BUTTONS))
        for label in LABEL.findall(page.read_text(encoding="utf-8"))
        if label not in THEIRS
    }
    missing = {one for one in named if bare(one[1]) not in texts}
    assert {one for one in missing if f">{one[1]}" not in chat_page} == set()


def test_every_setting_that_a_page_names_is_one() -> None:
    wrong = []
    for page in READ:
        for found in SETTING.findall(page.read_text(encoding="utf-8")):
            section, name = (one for one in found if one)
            known = SECTIONS.get(section)
            if known and name not in known.__annotations__:
                wrong.append(f"{page.name}: {section}.{name}")
    assert wrong == []


NAMED_PLACE = re.compile(
    r"`((?:bot|storage|tests|bench|docs)(?:/[\w.]+)+)(?::\s+(\w+))?`", re.ASCII
)


def missing(page: str) -> list[str]:
    """List the files and names a page speaks of that are not there."""
    root = DOCS.parent
    found = []
    for place, name in NAMED_PLACE.findall(page):
        path = root / place
        if not path.exists() or (name and not defines(path, name)):
            found.append(f"{place}: {name}".strip(": "))
    return found


def defines(path: Path, name: str) -> bool:
    """Whether a module defines a function, a class or a table of this name."""
    pattern = rf"^\s*(?:async )?(?:def|class) {name}\b|^{name}\b"
    return bool(re.search(pattern, path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize(
    "page", ["docs/architecture.md", "CONTRIBUTING.md", "docs/glossary.md"]
)
def test_every_file_and_name_a_page_speaks_of_is_there(page: str) -> None:
    assert missing((DOCS.parent / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted", ["bot/rules/gone.py", "bot/app.py: nowhere", "bot/app.py:\n    gone"]
)
def test_a_page_that_speaks_of_what_is_gone_is_found(planted: str) -> None:
    assert missing(f"see `{planted}`.") != []


def test_the_walks_of_the_architecture_name_functions() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert sum(1 for _, name in NAMED_PLACE.findall(page) if name) > 20
