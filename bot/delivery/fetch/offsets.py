"""Which updates to acknowledge: all below the first that is not handled."""


class Offsets:
    """The updates received and not yet acknowledged."""

    def __init__(self) -> None:
        self._handled: dict[int, bool] = {}
        self._offset: int | None = None

    def add(self, update_id: int) -> bool:
        """Note an update; False if it is known.

        One below the offset means that the ids have restarted, as they do at random
        after a quiet week (api#update): the old offset would hide what follows.
        """
        if update_id in self._handled:
            return False
        if self._offset is not None and update_id < self._offset:
            self._offset = None
        self._handled[update_id] = False
        return True

    def done(self, update_id: int) -> None:
        """Note that an update was committed or set aside."""
        self._handled[update_id] = True

    def next(self) -> int | None:
        """Return the next offset: Telegram drops all below it. None asks for all."""
        waiting = [one for one, handled in self._handled.items() if not handled]
        first = min(waiting, default=None)
        for update_id in [one for one in self._handled if first is None or one < first]:
            self._offset = max(self._offset or 0, update_id + 1)
            del self._handled[update_id]
        return self._offset

    def quiet(self) -> None:
        """Forget the offset once Telegram has nothing more: all is acknowledged.

        After a quiet week ids restart at random, maybe below the offset (api#update).
        """
        if not self._handled:
            self._offset = None

    def __len__(self) -> int:
        """Count the updates being handled."""
        return sum(not handled for handled in self._handled.values())
