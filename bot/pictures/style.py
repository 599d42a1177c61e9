"""The look of every picture: two themes, in colours for colour-blind eyes."""

import io
import threading
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

WIDTH = 4.5  # inches; at 240 dots an inch 1,080 pixels, a phone held upright
MARGIN = 0.1  # inches
LEFT = MARGIN / WIDTH
PNG_OPTIONS = {"optimize": True}
DPI = 240
# One figure at a time: matplotlib shares fonts and caches between threads.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a theme, after Okabe and Ito's set for colour-blind eyes."""

    ground: str
    ink: str
    faint: str
    reported: str
    line: str
    last_posting: str


class Theme(Enum):
    """The theme of the reader's phone."""

    LIGHT = Colours("#FFFFFF", "#1A1A1A", "#C4C4C4", "#0072B2", "#D55E00", "#7A3E8E")
    DARK = Colours("#17212B", "#F2F2F2", "#4A5866", "#56B4E9", "#E69F00", "#D9A6E8")


def figure(height: float, theme: Theme) -> "Figure":
    """Make an empty figure as wide as a phone."""
    # loaded only when a picture is drawn: it takes 0.6 s and much memory
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return Figure(
        figsize=(WIDTH, height),
        dpi=DPI,
        facecolor=theme.value.ground,
        layout=ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN),
    )


def title(figure: "Figure", words: str, size: float, theme: Theme) -> "Text":
    """Write the title, in smaller letters where a language needs more room."""
    ink = theme.value.ink
    text = figure.suptitle(words, x=LEFT, ha="left", fontsize=size, color=ink)
    room = figure.bbox.width * (1 - 2 * LEFT)
    text.set_fontsize(size * min(1, room / text.get_window_extent().width))
    return text


def strip(axes: "Axes", theme: Theme) -> None:
    """Strip axes of all but the bottom line and the labels."""
    colours = theme.value
    axes.set_facecolor(colours.ground)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(colours.faint)
    axes.tick_params(colors=colours.ink, length=0, labelsize=10)


def pdf(*drawn: "Figure") -> bytes:
    """Save each figure as a page of a PDF; the same figures give the same bytes."""
    from matplotlib.backends.backend_pdf import PdfPages

    out = io.BytesIO()
    with _drawing, PdfPages(out, metadata={"CreationDate": None}) as file:
        for one in drawn:
            file.savefig(one)
    return out.getvalue()


def png(drawn: "Figure") -> bytes:
    """Save the figure as a small PNG; the same figure gives the same bytes."""
    out = io.BytesIO()
    with _drawing:
        drawn.savefig(
            out, format="png", metadata={"Software": None}, pil_kwargs=PNG_OPTIONS
        )
    return out.getvalue()
