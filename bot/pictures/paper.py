"""A page of paper, A4, that fills from the top."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
Fits = Callable[[str], bool]
"""Whether words stand on one line."""


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
        measured = self._text("", size, bold)

        def fits(text: str) -> bool:
            measured.set_text(text)
            return bool(measured.get_window_extent().width <= width)

        left, letters = words.split() or [""], int(2 * width / size)
        while left:
            many = _that_fit(left, fits, letters)
            line = " ".join(left[:many])
            if many == 1 and not fits(line):
                end = _letters_that_fit(line, fits)
                left[0] = line[end:]
                yield line[:end]
                continue
            letters = len(line)  # the next holds about as many
            del left[:many]
            yield line
        measured.remove()

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


def _that_fit(words: Sequence[str], fits: Fits, letters: int) -> int:
    """Count the words that stand on a line, at least one.

    To measure is dear: it begins with the words of about so many letters.
    """
    ends = list(accumulate(len(word) + 1 for word in words))
    many = max(1, bisect_right(ends, letters + 1))
    guessed = many
    while many > 1 and not fits(" ".join(words[:many])):
        many -= 1
    if many < guessed:
        return many
    while many < len(words) and fits(" ".join(words[: many + 1])):
        many += 1
    return many


def _letters_that_fit(word: str, fits: Fits) -> int:
    """Count the letters of a long word that stand on a line, at least one."""
    cut = bisect_left(range(len(word)), True, key=lambda n: not fits(word[:n]))
    return max(1, cut - 1)


def page() -> Page:
    """Take an empty page."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / POINT, HEIGHT / POINT), dpi=POINT)
    FigureCanvasAgg(figure)  # else each line that is measured has a drawing of its own
    return Page(figure)
