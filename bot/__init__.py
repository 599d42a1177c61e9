"""Mantelpiece: from "yes, I'll post it" to a ballot paper in a post box.

Read downward: `cli` starts `app`; `app` joins `handlers` (Telegram in) and `delivery`
(Telegram's edges); handlers call `usecases` (things people do), which ask `rules`
(decisions) and `storage` (SQL); endings become words in `texts`. `sheets` and
`pictures` are spreadsheets and charts; `demo` is a Telegram of our own to try it on.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""One thread for numpy, before anything imports it: the messages are short, and threads
that wait for each other made the reader ten times slower on a busy machine."""
