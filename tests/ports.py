"""Ports of this machine that are nobody's, and stay so until a test uses them."""

import socket
import sys

HOST = "127.0.0.1"
_kept: list[socket.socket] = []
"""Bound for as long as this process lives, so that nobody is given them by chance."""


def free() -> int:
    """Return a port on which nobody listens until whoever is told of it does.

    Of two sockets on one port that both may be used again only one can listen, so the
    program can where ours never does (ip(7), SO_REUSEADDR). Elsewhere than on Linux
    the second is refused, and the port is only likely to stay free.
    """
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind((HOST, 0))
    number = int(kept.getsockname()[1])
    if sys.platform == "linux":
        _kept.append(kept)
    else:
        kept.close()
    return number
