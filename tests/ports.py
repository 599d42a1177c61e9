"""Ports of this machine that are nobody's, and stay so until a test uses them."""

import atexit
import socket
import sys

HOST = "127.0.0.1"


def free() -> int:
    """Return a port on which nobody listens until whoever is told of it does.

    Of two sockets on one port that both may be used again only one can listen, so the
    program can where ours never does (ip(7), SO_REUSEADDR). Elsewhere than on Linux
    the second is refused, and the port is only likely to stay free. Ours is let go with
    this process.
    """
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind((HOST, 0))
    number = int(kept.getsockname()[1])
    if sys.platform == "linux":
        atexit.register(kept.close)
    else:
        kept.close()
    return number
