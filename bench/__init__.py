"""One file for each figure."""

import bot  # noqa: F401  (one thread for numpy, before anything imports it)
