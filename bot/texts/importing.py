"""Words about a list on its way into a ballot: the preview, progress, the report."""

from collections.abc import Mapping
from typing import Any

from bot.rules import intake
from bot.texts import words

PARTS = {
    "everyone": "everyone in the branch",
    "targets": "the follow-up targets",
    "other": "some other part",
}


def outcome(name: str, done: intake.Done) -> str:
    """What became of a list, in a few plain sentences."""
    lines = [
        f"{words.many(done.new, 'new member')} in {name}, {done.changed:,} changed,"
        f" {done.same:,} the same."
    ]
    if done.missing:
        lines.append(
            f"{words.many(done.missing, 'member')} not on this list: kept, and marked"
            " as missing. None of them lost a card."
        )
    if done.stopped:
        who = words.many(done.stopped, "advocate was", "advocates were")
        lines.append(f"{who} told to stop: voted, left or do not contact.")
    if done.rejected:
        lines.append(f"{words.many(done.rejected, 'row')} not imported.")
    if done.warned:
        lines.append(f"{words.many(done.warned, 'thing')} to look at again.")
    return "\n".join(lines)


def previewed(found: Mapping[str, Any]) -> str:
    """What a dry run would leave in the bot."""
    members = words.many(len(found["members"]), "member")
    missing = len(found["missing_from_file"])
    kept = f" {missing:,} of them not on this list; they are kept." if missing else ""
    return f"{members} afterwards.{kept}"
