"""The mark of endings that may go to a group (S1)."""


class Public:
    """An ending that shows nothing about any member, so that a group may see it.

    Any other is refused for groups, by the type checker and again when it is sent.
    """

    __slots__ = ()
