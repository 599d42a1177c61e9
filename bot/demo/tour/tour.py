"""The tour as the page's buttons work it: begin, pause, go on, end."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.demo.telegram.models import Json
from bot.demo.telegram.refusals import Impossible
from bot.demo.tour.guide import Guide

Story = Callable[[Guide], Awaitable[None]]
PAUSED = (
    "The tour waits. Do what you like yourself; it goes on from here when you like."
)
ENDED = "The tour has ended. Everything stays as it is, and it is yours now."


class Tour:
    """A story that is played, and may be paused and ended at any moment."""

    def __init__(self, guide: Guide, story: Story) -> None:
        self.guide = guide
        self.story = story
        self.task: asyncio.Task[None] | None = None

    @property
    def state(self) -> str:
        """One of ready, playing, paused and over."""
        return self.guide.shown.state

    def act(self, wish: str) -> None:
        """Do what a button of the page says."""
        doing = {
            ("begin", "ready"): self._begin,
            ("pause", "playing"): self._pause,
            ("go_on", "paused"): self._go_on,
            ("end", "playing"): self._end,
            ("end", "paused"): self._end,
        }.get((wish, self.state))
        if doing is None:
            raise Impossible("The tour can do this no longer, or not yet.")
        doing()

    def taken_over(self) -> None:
        """Pause: somebody does something themselves."""
        if self.state == "playing":
            self._pause()

    def close(self) -> None:
        """Stop where it is."""
        if self.task:
            self.task.cancel()

    def shape(self) -> Json:
        """Tell the page what to show."""
        guide = self.guide
        shown = guide.shown
        return {
            "state": shown.state,
            "words": PAUSED if shown.state == "paused" else shown.words,
            "person": shown.person,
            "chat": shown.chat,
            "day": min(guide.day, guide.days),
            "days": guide.days,
            "closed": guide.day > guide.days,
        }

    def _begin(self) -> None:
        guide = self.guide
        if guide.now.date() >= guide.dates.last_day:
            raise Impossible("The tour needs the last two weeks: start the demo anew.")
        self._go_on()
        self.task = asyncio.create_task(self._play())

    def _pause(self) -> None:
        self.guide.going.clear()
        self._show("paused")

    def _go_on(self) -> None:
        self.guide.going.set()
        self._show("playing")

    def _end(self) -> None:
        self.close()
        self._show("over", ENDED)

    async def _play(self) -> None:
        try:
            await self.story(self.guide)
        except Impossible as refusal:
            self._show("over", f"The tour ends here: {refusal} It is all yours now.")
        else:
            self._show("over")

    def _show(self, state: str, words: str = "") -> None:
        self.guide.shown.state = state
        self.guide.shown.words = words or self.guide.shown.words
        self.guide.draw()
