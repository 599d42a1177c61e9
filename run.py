#!/usr/bin/env python3
"""The newcomer's two commands: `python3 run.py demo` and `python3 run.py test`.

Makes .venv beside this file with everything in it, once, and runs the command there.
Any other command of `mantelpiece` works the same way: `python3 run.py --help`.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

SEED = "3204469680"
"""Of random tests: the same by default, so that luck fails nobody's change."""
ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
# The dependencies of pyproject.toml, at the versions and hashes of the lock.
LOCKED = ["--verify-hashes", "--constraints", LOCK, "--requirements", PROJECT]
OLDEST = (3, 11)
KEEPS_NONE = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
CORES = (
    len(os.sched_getaffinity(0))
    if hasattr(os, "sched_getaffinity")
    else os.cpu_count() or 1
)
"""Those that this process may use, where the system tells."""
SIDE_BY_SIDE = ["-n", str(CORES + 1), "--dist=worksteal"]
"""Processes of tests: one more than cores, for each waits now and then for others that
it started; an idle one takes over what waits in another."""
LOADS = "import bot.app, numpy, openpyxl"
"""What a running program needs of its libraries, most of them at its start."""
MEMORY = pathlib.Path("/dev/shm")  # noqa: S108  (pytest makes its own folder)
ROOM = 4 * 2**30


def main():
    """Install what is missing, then run the command."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Mantelpiece needs Python 3.11 or newer; this is {found}.")
    if os.name != "posix":
        sys.exit("Mantelpiece runs on Linux and macOS; on Windows use a container.")
    command = sys.argv[1:]
    testing = command[:1] == ["test"]
    prepare("tests" if testing else "program")
    if testing:
        sys.exit(test(command[1:]))
    program = BIN / "mantelpiece"
    os.execve(program, [program, *command], compiled_once())


def compiled_once():
    """Let compiled code be kept beside the sources, where everybody's start finds it.

    Without it a start takes three times as long.
    """
    return {k: v for k, v in os.environ.items() if k not in KEEPS_NONE}


def wanted():
    """Return what a stamp must hold: a hash of lock, project and this Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (LOCK, PROJECT):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed(part):
    """Whether a part was fully installed for this lock, project and Python."""
    try:
        return (VENV / f"installed-{part}").read_text() == wanted()
    except OSError:
        return False


def stamp(part):
    """Mark a part as installed."""
    (VENV / f"installed-{part}").write_text(wanted())


def prepare(part):
    """Install what is missing for `program`, or for `tests` as well."""
    if installed("program") and installed(part):
        return
    began = time.monotonic()
    say(f"Installing the {part} into .venv, once …")
    if not installed("program"):
        install_program()
    if part == "tests":
        uv("--extra", "setup", "--extra", "test", *LOCKED)
        stamp(part)
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def install_program():
    """Make .venv anew and install uv, the locked packages and the project into it."""
    shutil.rmtree(VENV, ignore_errors=True)
    make_venv()
    pinned_uv = VENV / "uv.lock"
    pinned_uv.write_text(uv_alone(LOCK.read_text()))
    pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run([PYTHON, *pip, "--require-hashes", "-r", pinned_uv])
    uv("--extra", "setup", *LOCKED)
    uv("--no-deps", "--no-build-isolation", "--editable", ROOT)
    compile_program()
    stamp("program")


def compile_program():
    """Compile the program and what it loads: a service may not write here later."""
    for words in (["-m", "compileall", "-q", "bot", "storage"], ["-c", LOADS]):
        run([PYTHON, *words])


def uv(*words):
    """Run uv pip install in .venv."""
    run([BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON, *words])


def make_venv():
    """Make an empty environment; exit and say what this Python lacks if that fails."""
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
    """Find the part of the lock that pins uv."""
    found = re.search(r"^uv==.*\n(?:[ #].*\n)*", lock, re.MULTILINE)
    if not found:
        sys.exit("requirements.lock does not pin uv.")
    return found.group()


def run(command):
    """Run a step of the installation; exit if it fails."""
    if subprocess.run(command, cwd=ROOT, env=compiled_once()).returncode:
        sys.exit("The installation failed; see above. Nothing else was done.")


def test(arguments):
    """Run every check and test; return how many failed."""
    seed = os.environ.get("MANTELPIECE_SEED", SEED)
    chance = {"MANTELPIECE_SEED": seed, "PYTHONHASHSEED": seed}
    surroundings = {**in_memory(), **compiled_once(), **chance}
    steps = [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["lint-imports"],
        ["pytest", *SIDE_BY_SIDE, f"--hypothesis-seed={seed}", *arguments],
    ]
    failed = []
    for step in steps:
        say("$ " + " ".join(step))
        command = [BIN / step[0], *step[1:]]
        if subprocess.run(command, cwd=ROOT, env=surroundings).returncode:
            failed.append(" ".join(step[:2]) if step[0] == "ruff" else step[0])
    if failed:
        say("Failed: " + ", ".join(failed))
    return len(failed)


def in_memory():
    """Let the tests write to memory where there is room: a disk only slows them."""
    try:
        room = shutil.disk_usage(MEMORY).free
    except OSError:
        return {}
    return {"TMPDIR": str(MEMORY)} if room > ROOM else {}


def say(line):
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
