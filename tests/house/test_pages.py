"""The table is the source: the page, the help and Telegram's menus say the same."""

import re
from pathlib import Path

import pytest

from bot.rules.arrivals import Place
from bot.rules.person import WORKING, Role
from bot.rules.privacy import permissions
from bot.texts.privacy import permissions_page
from bot.texts.queue import card_buttons
from bot.texts.team import menus

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
