"""What the program loads when it starts, and what only once it is needed."""

import subprocess
import sys

LATE = {
    *("numpy", "holidays", "openpyxl", "PIL", "alembic", "psycopg", "segno"),
    *("rapidfuzz", "email_validator", "phonenumbers", "xlsxwriter", "matplotlib"),
    *("rich", "pygments", "click", "sqlalchemy.dialects.postgresql"),
}
"""Packages that a program at rest does without."""
STARTS = """
import importlib, sys
from bot.cli import run
with run.loading():
    importlib.import_module("bot.app")
print(*sorted(sys.modules))
"""


def test_a_program_at_rest_has_not_loaded_what_only_some_work_needs() -> None:
    found = subprocess.run(
        [sys.executable, "-c", STARTS], capture_output=True, text=True, check=True
    )
    assert "sqlalchemy" in found.stdout.split()
    assert LATE & set(found.stdout.split()) == set()
