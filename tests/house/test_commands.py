"""Each command has a permission, a use case, a line of help, a place in the menu."""

from bot.handlers import buttons, commands
from bot.rules.arrivals import UpdateKind
from bot.rules.privacy import permissions
from bot.texts.team import menus
from bot.usecases.entry import button_routes

TYPED = set(commands.COMMANDS)


def test_every_command_and_button_has_a_row_in_the_permission_table() -> None:
    names = {*TYPED, *commands.OTHER, *buttons.names()}
    assert names <= set(permissions.TABLE)
    permissions.check(names)


def test_every_row_in_the_permission_table_is_used() -> None:
    used = {*TYPED, *commands.OTHER, *buttons.names()}
    assert set(permissions.TABLE) <= used


def test_every_command_has_a_line_of_help_and_every_line_a_command() -> None:
    assert set(menus.HELP) == TYPED


def test_every_panel_is_a_button_with_a_row() -> None:
    for action in button_routes.PANELS:
        assert UpdateKind.BUTTON in permissions.TABLE[f"press {action}"].kinds


def test_the_menus_offer_only_commands_that_there_are() -> None:
    offered = {name for name, _ in [*menus.private(), *menus.group()]}
    assert offered <= TYPED


def test_a_menu_line_fits_telegram() -> None:
    for name, line in menus.HELP.items():
        assert 1 <= len(name) <= 32
        assert 1 <= len(line) <= 256
