#!/usr/bin/env python3
"""The newcomer's two commands: `python3 run.py demo` and `python3 run.py test`.

Makes .venv beside this file with everything in it, once, and runs the command there.
Any other command of `mantelpiece` works the same way: `python3 run.py --help`.
"""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "bin")
STAMP = os.path.join(VENV, "installed")
LOCK = os.path.join(ROOT, "requirements.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")
OLDEST = (3, 11)


def main():
    """Install what is missing, then do what was asked."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Mantelpiece needs Python 3.11 or newer; this is {found}.")
    if os.name != "posix":
        sys.exit("Mantelpiece runs on Linux and macOS; on Windows use a container.")
    if not installed():
        install()
    command = sys.argv[1:]
    if command[:1] == ["test"]:
        sys.exit(test(command[1:]))
    program = os.path.join(BIN, "mantelpiece")
    os.execv(program, [program, *command])


def wanted():
    """What the stamp must say: this lock, this project, this Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (LOCK, PROJECT):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def installed():
    """Whether .venv was made from the same lock, project and Python, to its end."""
    try:
        with open(STAMP) as file:
            return file.read() == wanted()
    except OSError:
        return False


def install():
    """Make .venv anew: uv by its hash, the locked packages by theirs, the project."""
    began = time.monotonic()
    say("Installing into .venv, once …")
    shutil.rmtree(VENV, ignore_errors=True)
    make_venv()
    python = os.path.join(BIN, "python")
    pinned_uv = os.path.join(VENV, "uv.lock")
    with open(LOCK) as lock, open(pinned_uv, "w") as file:
        file.write(uv_alone(lock.read()))
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", pinned_uv])
    uv = [os.path.join(BIN, "uv"), "pip", "install", "--quiet", "--python", python]
    run([*uv, "--require-hashes", "-r", LOCK])
    run([*uv, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    with open(STAMP, "w") as file:
        file.write(wanted())
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def make_venv():
    """An empty environment, or the sentence that says what this Python lacks."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True
    )
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    said = made.stdout + made.stderr
    if "ensurepip" in said or "No module named venv" in said:
        name = f"python3.{sys.version_info[1]}-venv"
        sys.exit(
            "This Python cannot make an environment: ensurepip is missing. "
            f"On Debian and Ubuntu: apt install {name}; then try again."
        )
    sys.exit(f"The environment {VENV} cannot be made: {made.stderr.strip()}")


def uv_alone(lock):
    """The part of the lock that pins uv."""
    found = re.search(r"^uv==.*\n(?:[ #].*\n)*", lock, re.MULTILINE)
    if not found:
        sys.exit("requirements.lock does not pin uv.")
    return found.group()


def run(command):
    """Run a step of the installation; end with its own words where it fails."""
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit("The installation failed; see above. Nothing else was done.")


def test(arguments):
    """Lint, format, types, directions of import, tests; 0 only where all are well."""
    seed = random.randrange(2**32)
    surroundings = {**os.environ, "PYTHONHASHSEED": str(seed)}
    steps = [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["lint-imports"],
        ["pytest", "-n", "auto", f"--hypothesis-seed={seed}", *arguments],
    ]
    failed = []
    for step in steps:
        say("$ " + " ".join(step))
        program = os.path.join(BIN, step[0])
        if subprocess.run([program, *step[1:]], cwd=ROOT, env=surroundings).returncode:
            failed.append(" ".join(step[:2]) if step[0] == "ruff" else step[0])
    if failed:
        say("Failed: " + ", ".join(failed))
    return len(failed)


def say(line):
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
