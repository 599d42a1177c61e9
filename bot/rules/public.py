"""Which endings may be said outside a private chat (S1)."""


class Public:
    """Holds nothing about any member, so that it may stand in a group.

    Whatever does not say so of itself is refused for groups, by its type and once more
    at the moment of sending.
    """

    __slots__ = ()
