"""The standing of a member: the one word under which stats count them."""

from enum import StrEnum

from bot.rules.member import Member
from bot.rules.outcomes import Outcome


class Standing(StrEnum):
    """How a member is counted."""

    UNTOUCHED = "untouched"
    VOTED = "voted"
    VOTED_HEARSAY = "voted_hearsay"
    VOTED_UNION = "voted_union"
    WILL_VOTE = "will_vote"
    PROMISED = "promised"
    NEEDS_REPLACEMENT = "needs_replacement"
    REPLACEMENT_REQUESTED = "replacement_requested"
    UNDECIDED = "undecided"
    NOT_VOTING = "not_voting"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    IN_A_CASE = "in_a_case"
    NO_WAY_TO_REACH = "no_way_to_reach"
    NOT_IN_BALLOT = "not_in_ballot"
    DO_NOT_CONTACT = "do_not_contact"


_BY_OUTCOME = {
    Outcome.NEEDS_REPLACEMENT: Standing.NEEDS_REPLACEMENT,
    Outcome.REPLACEMENT_REQUESTED: Standing.REPLACEMENT_REQUESTED,
    Outcome.UNDECIDED: Standing.UNDECIDED,
    Outcome.NOT_VOTING: Standing.NOT_VOTING,
    Outcome.NO_ANSWER: Standing.NO_ANSWER,
    Outcome.CALL_BACK: Standing.CALL_BACK,
    Outcome.NOT_A_MEMBER: Standing.NOT_IN_BALLOT,
    Outcome.DO_NOT_CONTACT: Standing.DO_NOT_CONTACT,
    Outcome.QUESTION: Standing.IN_A_CASE,
    Outcome.COMPLAINT: Standing.IN_A_CASE,
    Outcome.WRONG_CONTACT: Standing.NO_ANSWER,
}


def of(member: Member) -> Standing:
    """Get the member's standing."""
    if member.outcome is Outcome.VOTED:
        by = {"union": Standing.VOTED_UNION, "hearsay": Standing.VOTED_HEARSAY}
        return by.get(member.source or "", Standing.VOTED)
    if member.do_not_contact:
        return Standing.DO_NOT_CONTACT
    if member.outcome is Outcome.WILL_POST:
        by_list = member.source == "union"
        return Standing.WILL_VOTE if by_list else Standing.PROMISED
    if member.outcome is Outcome.NOT_A_MEMBER:
        return Standing.NOT_IN_BALLOT
    if not member.contact_methods():
        return Standing.NO_WAY_TO_REACH
    if member.outcome is None:
        return Standing.UNTOUCHED
    return _BY_OUTCOME[member.outcome]
