"""The feedback as one page for the branch meeting, without names."""

from collections.abc import Iterator

from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.care.feedback.feedback_summary import Given, Summary
from bot.texts import languages, pages, words
from bot.texts.care import feedback_words

FILENAME = "feedback.html"
CAPTION = languages.mark("The feedback as a page, without names: to print or to show.")


def html_page(summary: Summary, light: bytes | None, dark: bytes | None) -> str:
    """Write the page, with the bars for light and dark screens if there are any."""
    told = words.without_markup(feedback_words.caption(summary))
    title, *lines = told.split("\n")
    return pages.html(title, [pages.Lines(lines), *_parts(summary, light, dark)])


def _parts(
    summary: Summary, light: bytes | None, dark: bytes | None
) -> Iterator[pages.Part]:
    if light and dark:
        told = languages.say("The answers as bars; the tables below say the same.")
        yield pages.Drawing(light, dark, told)
    heads = (languages.say("answer"), languages.say("given"))
    for question, counts in feedback_words.bars(summary):
        rows = [(said, f"{count:,}") for said, count in counts]
        yield pages.Table(question, heads, rows)
    yield from _said(languages.say("What members say"), _of(summary, Kind.MEMBER))
    yield from _said(languages.say("What advocates say"), _of(summary, Kind.COMMENT))


def _of(summary: Summary, kind: Kind) -> list[Given]:
    return [one for one in summary.words if one.kind is kind]


def _said(title: str, given: list[Given]) -> Iterator[pages.Part]:
    """List the words; count those that name somebody instead."""
    said, withheld = feedback_words.without_names(given)
    if said:
        yield pages.Items(title, said)
    if withheld:
        left = languages.say_many(
            "{title}: {n:,} comment names somebody and is not printed.",
            "{title}: {n:,} comments name somebody and are not printed.",
            withheld,
            title=title,
        )
        yield pages.Lines([left], small=True)
