"""What the program loads when it starts, and what only once it is needed."""

import subprocess
import sys

LATE = {
    *("numpy", "holidays", "openpyxl", "PIL", "alembic", "psycopg", "segno"),
    *("rapidfuzz", "email_validator", "phonenumbers", "xlsxwriter", "matplotlib"),
}
"""Packages that a program at rest does without."""


def test_a_program_at_rest_has_not_loaded_what_only_some_work_needs() -> None:
    asks = "import sys, bot.app, bot.cli.run; print(*sorted(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True
    )
    assert "sqlalchemy" in found.stdout.split()
    assert LATE & set(found.stdout.split()) == set()
