"""No secret gets into a log, whoever writes it and at whatever level (S10)."""

import subprocess
import sys

import pytest

SCRIPT = """
import logging, asyncio, io, sys, threading, warnings
import structlog
from bot import logs
logs.configure(level=logging.DEBUG)
secret = "Siân 07700900123 8100000001:canary"
{body}
"""

LEAKS = {
    "a library's line": "logging.getLogger('other').critical('saw %s', secret)",
    "a line of PTB": "logging.getLogger('telegram.Bot').error('%s', [secret])",
    "an exception's words": """
try:
    raise ValueError(secret)
except ValueError:
    logging.getLogger('other').exception(secret)
    structlog.get_logger().exception("broke")
""",
    "a field not allowed": "structlog.get_logger().error('x', name=secret)",
    "a warning": "warnings.warn(secret)",
    "a thread that dies": """
def die():
    raise ValueError(secret)
thread = threading.Thread(target=die)
thread.start()
thread.join()
""",
    "a task that dies": """
async def die():
    raise ValueError(secret)
async def main():
    task = asyncio.create_task(die())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())
""",
    "an uncaught error": "raise ValueError(secret)",
    "a broken line": "logging.getLogger('other').error('%d', secret)",
}


def written(body: str) -> str:
    """What a program writes to its standard output and error."""
    script = SCRIPT.replace("{body}", body)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("body", LEAKS.values(), ids=LEAKS)
def test_a_secret_is_not_written(body: str) -> None:
    lines = written(body)
    assert "event=" in lines
    assert not any(part in lines for part in ("Siân", "07700900123", "canary"))


def test_what_is_allowed_is_written() -> None:
    lines = written("structlog.get_logger().info('set aside', update_id=7)")
    assert "event='set aside'" in lines
    assert "update_id=7" in lines
