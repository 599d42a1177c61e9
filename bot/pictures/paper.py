"""A page of paper, A4, that fills from the top."""

import io
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

POINT = 72  # points an inch
WIDTH, HEIGHT = 595.0, 842.0  # A4, in points
MARGIN = 48.0
INNER = WIDTH - 2 * MARGIN
GAP = 12.0
SPACING = 1.35
"""From line to line, in sizes of the letters."""
BODY, SMALL, HEADING, TITLE = 9.0, 8.0, 11.0, 18.0


@dataclass
class Page:
    """A page; `y` is how far down it is written, in points."""

    figure: "Figure"
    y: float = MARGIN

    def write(
        self,
        words: str,
        size: float = BODY,
        *,
        x: float = MARGIN,
        width: float = INNER,
        y: float | None = None,
        bold: bool = False,
    ) -> float:
        """Write wrapped words from `y` down; return where the next line would stand."""
        top = self.y if y is None else y
        for line in self._wrap(words, size, width, bold):
            text = self._text(line, size, bold)
            text.set_position((x / WIDTH, 1 - (top + size) / HEIGHT))
            top += size * SPACING
        return top

    def _wrap(self, words: str, size: float, width: float, bold: bool) -> Iterable[str]:
        line, measured = "", self._text("", size, bold)

        def fits(text: str) -> bool:
            measured.set_text(text)
            return bool(measured.get_window_extent().width <= width)

        for word in words.split():
            if line and fits(f"{line} {word}"):
                line = f"{line} {word}"
                continue
            if line:
                yield line
            line = word
            while not fits(line):
                cut = bisect_left(
                    range(len(line)), True, key=lambda n: not fits(line[:n])
                )
                end = max(1, cut - 1)
                yield line[:end]
                line = line[end:]
        measured.remove()
        yield line

    def _text(self, words: str, size: float, bold: bool) -> "Text":
        weight = "bold" if bold else "normal"
        return self.figure.text(
            0, 0, words, fontsize=size, fontweight=weight, parse_math=False
        )

    def picture(self, content: bytes, x: float, width: float, height: float) -> None:
        """Put a PNG below what is written; `y` stays."""
        from matplotlib.image import imread

        place = x / WIDTH, 1 - (self.y + height) / HEIGHT
        axes = self.figure.add_axes((*place, width / WIDTH, height / HEIGHT))
        axes.axis("off")
        axes.imshow(imread(io.BytesIO(content)), cmap="gray", interpolation="none")


def page() -> Page:
    """Take an empty page."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / POINT, HEIGHT / POINT), dpi=POINT)
    FigureCanvasAgg(figure)  # else each line that is measured has a drawing of its own
    return Page(figure)
