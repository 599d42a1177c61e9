"""The outcomes of a contact and the channels it may use."""

from enum import StrEnum


class Outcome(StrEnum):
    """What the member said in a contact."""

    VOTED = "voted"
    WILL_POST = "will_post"
    NEEDS_REPLACEMENT = "needs_replacement"
    REPLACEMENT_REQUESTED = "replacement_requested"
    UNDECIDED = "undecided"
    NOT_VOTING = "not_voting"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    WRONG_CONTACT = "wrong_contact"
    NOT_A_MEMBER = "not_a_member"
    DO_NOT_CONTACT = "do_not_contact"
    QUESTION = "question"
    COMPLAINT = "complaint"


class Channel(StrEnum):
    """How a member can be reached, or was."""

    MOBILE = "mobile"
    PHONE = "phone"
    PERSONAL_EMAIL = "personal_email"
    WORK_EMAIL = "work_email"
    IN_PERSON = "in_person"
