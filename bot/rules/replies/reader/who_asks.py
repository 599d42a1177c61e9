"""Who wants another call, and who has asked for another paper."""

from bot.rules.replies.reader import lexicon, sentences, verb_context

_WISHED = lexicon.words("mood.wished")
_OFFICE = lexicon.words("mood.office")
_NOUN_BEFORE = lexicon.words("mood.noun_before")
_ASKING = lexicon.words("mood.asking")
_TRIES = lexicon.words("mood.tries")
_WANTED = lexicon.words("mood.wanted")


def another_call(clause: sentences.Clause, start: int, end: int, who: str) -> str:
    """Whether another contact is wanted by the member, or the advocate's own plan."""
    words = clause.words
    if words[start - 1] in _NOUN_BEFORE and words[start] in _TRIES:
        return ""
    if clause.quoted or set(words) & _WISHED:
        return "call_back"
    if "me" in words[start:end]:
        return "chat"
    if who == "own":
        return "own_plan"
    return "plan" if words[start] in _TRIES else "call_back"


def request(clause: sentences.Clause, start: int) -> str:
    """Whether another paper has been asked for, or is only meant to be."""
    near = set(clause.words[max(0, start - 3) : start])
    verb = clause.words[start] in _ASKING
    wanted = near & _WANTED and not near & _OFFICE
    if verb and (near & verb_context.NOT or wanted):
        return "needs_replacement"
    if verb_context.subject(clause.words, start) == "others":
        return "chat"
    return "replacement_requested"
