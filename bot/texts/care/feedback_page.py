"""The feedback as one page for the branch meeting, without names."""

import base64

from bot.rules.care.feedback.feedback_rules import Kind
from bot.rules.care.feedback.feedback_summary import Given, Summary
from bot.texts import words
from bot.texts.care import feedback_words

FILENAME = "feedback.html"
CAPTION = "The feedback as a page, without names: to print or to show."


def html_page(summary: Summary, picture: bytes | None) -> str:
    """Write the page, whole: the picture is inside, nothing is fetched."""
    name = words.safe(summary.ballot.name)
    head, *lines = feedback_words.caption(summary).split("\n")
    parts = [
        f"<h1>{words.safe(words.without_markup(head))}</h1>",
        f"<p>{'<br>'.join(lines)}</p>",
        _picture(picture),
        *(
            _table(question, counts)
            for question, counts in feedback_words.bars(summary)
        ),
        _said("What members say", _of(summary, Kind.MEMBER)),
        _said("What advocates say", _of(summary, Kind.COMMENT)),
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{name}</title>'
        f"<style>{words.PAGE_STYLE}</style>"
        f"<body>{''.join(filter(None, parts))}</body></html>\n"
    )


def _of(summary: Summary, kind: Kind) -> list[Given]:
    return [one for one in summary.words if one.kind is kind]


def _picture(content: bytes | None) -> str:
    if content is None:
        return ""
    told = base64.b64encode(content).decode()
    return (
        '<p><img alt="The answers as bars; the tables below say the same" '
        f'src="data:image/png;base64,{told}"></p>'
    )


def _table(question: str, counts: list[tuple[str, int]]) -> str:
    rows = "".join(
        f"<tr><td>{words.safe(said)}</td><td>{count}</td></tr>"
        for said, count in counts
    )
    return f"<h2>{words.safe(question)}</h2><table>{rows}</table>"


def _said(title: str, given: list[Given]) -> str:
    """List the words; count those that name somebody instead."""
    said, withheld = feedback_words.without_names(given)
    if not given:
        return ""
    lines = "".join(f"<li>{words.safe(one)}</li>" for one in said)
    left = words.many(
        withheld, "comment names somebody and is", "comments name somebody and are"
    )
    note = f'<p class="small">{left} not printed.</p>' if withheld else ""
    return f"<h2>{title}</h2><ul>{lines}</ul>{note}"
