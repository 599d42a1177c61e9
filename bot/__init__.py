"""Mantelpiece: from "yes, I'll post it" to a ballot paper in a post box.

Read downward: `cli` starts `app`; `app` joins `handlers` (Telegram in) and `delivery`
(Telegram's edges); handlers call `usecases` (things people do), which ask `rules`
(decisions) and `storage` (SQL); endings become words in `texts`. `sheets` and
`pictures` are spreadsheets and charts; `demo` is a Telegram of our own to try it on.
"""
