"""What holds for every test: sockets only on this machine, and what was left out."""

import sys
from typing import Any

import hypothesis
import pytest

from tests import browsers

LOOPBACK = ("127.0.0.1", "::1", "localhost")
IN_A_BROWSER = ("tests/browser", "tests/demo/test_browser.py")


# A busy machine takes its time: what is fast is counted, never timed.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def only_loopback(event: str, details: tuple[Any, ...]) -> None:
    """Refuse any connection that would leave this machine."""
    if event != "socket.connect" or not isinstance(details[1], tuple):
        return
    if details[1][0] not in LOOPBACK:
        raise PermissionError(f"a test wanted to reach {details[1][0]}")


sys.addaudithook(only_loopback)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not browsers.FOUND:
        terminalreporter.write_line(
            f"Left out: {' and '.join(IN_A_BROWSER)}, for no Chromium was found."
        )
