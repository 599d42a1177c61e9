"""Faults in SQLite's own calls to the system: it dies in a write, or the disk fails.

SQLite lets a program put functions of its own in the place of these calls
(sqlite.org/c3ref/vfs.html, xSetSystemCall). So a fault needs no tracer, no compiler
and no rights. It cannot reach fsync, nor what is not SQLite's: key and journal.
"""

import ctypes
import importlib
import os
import signal
from collections.abc import Callable, MutableSequence
from enum import IntEnum

from storage import engine

Plan = MutableSequence[int]
"""Shared with the parent: calls counted, first and last call that fails, how."""
COUNTED, FIRST, LAST, HOW = range(4)
FOR_EVER = 2**62
_WRITES = ("write", "pwrite", "pwrite64")
_READS = ("read", "pread", "pread64")


class How(IntEnum):
    """What happens at the call; any other number is the error it gets (errno)."""

    DIE_BEFORE = -1
    DIE_HALFWAY = -2
    DIE_AFTER = -3


class _Vfs(ctypes.Structure):
    """The head of struct sqlite3_vfs, up to the two functions that are called."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("version", "file_size", "longest_path")),
        *((f"unused_{number}", ctypes.c_void_p) for number in range(16)),
        ("set_call", ctypes.c_void_p),
        ("get_call", ctypes.c_void_p),
    ]


_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)
_CALL = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int64,
    use_errno=True,
)
_kept: list[object] = []
"""What SQLite calls must not be collected."""


def install(writes: Plan, reads: Plan) -> None:
    """Let SQLite's writes and reads in this process follow the two plans."""
    name = engine.sqlite_module().__name__
    package = name.split(".")[0]
    module = "pysqlite3._sqlite3" if package == "pysqlite3" else "_sqlite3"
    library = ctypes.CDLL(importlib.import_module(module).__file__)
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    vfs = library.sqlite3_vfs_find(None)
    head = _Vfs.from_address(vfs)
    set_call, get_call = _SET(head.set_call), _GET(head.get_call)
    for names, plan in ((_WRITES, writes), (_READS, reads)):
        for each in names:
            if before := get_call(vfs, each.encode()):
                made = _CALL(_follow(plan, _CALL(before)))
                _kept.append(made)
                set_call(vfs, each.encode(), ctypes.cast(made, ctypes.c_void_p))


def _follow(plan: Plan, call: Callable[..., int]) -> Callable[..., int]:
    """Make the call as planned."""

    def planned(file: int, buffer: int, size: int, offset: int) -> int:
        plan[COUNTED] += 1
        if not plan[FIRST] <= plan[COUNTED] <= plan[LAST]:
            return call(file, buffer, size, offset)
        if plan[HOW] > 0:
            ctypes.set_errno(plan[HOW])
            return -1
        if plan[HOW] == How.DIE_HALFWAY:
            call(file, buffer, size // 2, offset)
        if plan[HOW] == How.DIE_AFTER:
            call(file, buffer, size, offset)
        os.kill(os.getpid(), signal.SIGKILL)
        return -1

    return planned
