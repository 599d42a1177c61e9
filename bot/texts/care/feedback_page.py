"""The feedback as one page for the branch meeting, without names."""

from collections.abc import Iterator

from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.care.feedback.feedback_summary import Given, Summary
from bot.texts import pages, words
from bot.texts.care import feedback_words

FILENAME = "feedback.html"
CAPTION = "The feedback as a page, without names: to print or to show."
TOLD = "The answers as bars; the tables below say the same."


def html_page(summary: Summary, light: bytes | None, dark: bytes | None) -> str:
    """Write the page, with the bars for light and dark screens if there are any."""
    told = words.without_markup(feedback_words.caption(summary))
    title, *lines = told.split("\n")
    return pages.html(title, [pages.Lines(lines), *_parts(summary, light, dark)])


def _parts(
    summary: Summary, light: bytes | None, dark: bytes | None
) -> Iterator[pages.Part]:
    if light and dark:
        yield pages.Drawing(light, dark, TOLD)
    for question, counts in feedback_words.bars(summary):
        rows = [(said, f"{count:,}") for said, count in counts]
        yield pages.Table(question, ("answer", "given"), rows)
    yield from _said("What members say", _of(summary, Kind.MEMBER))
    yield from _said("What advocates say", _of(summary, Kind.COMMENT))


def _of(summary: Summary, kind: Kind) -> list[Given]:
    return [one for one in summary.words if one.kind is kind]


def _said(title: str, given: list[Given]) -> Iterator[pages.Part]:
    """List the words; count those that name somebody instead."""
    said, withheld = feedback_words.without_names(given)
    if said:
        yield pages.Items(title, said)
    if withheld:
        left = words.many(
            withheld, "comment names somebody and is", "comments name somebody and are"
        )
        yield pages.Lines([f"{title}: {left} not printed."], small=True)
