"""What a dialler hands back of our own call list."""

import pytest

from tests.sheets.making import csv, read

HEAD = "First Name,Last Name,Phone Number,Email,Company Name,Member ID"
ADA = "Ada,Marsh,447700900511,,Wharf,5810101"


@pytest.mark.parametrize(
    ("disposition", "status"),
    [("Voted", "voted"), ("VOTED", "voted"), ("WILL_VOTE", "will_vote"),
     ("Will vote", "will_vote"), ("NOT_VOTING", "not_voting"),
     ("REPLACEMENT_REQUESTED", "replacement_requested"),
     ("Needs replacement", "unknown"), ("ANSWER", "unknown"), ("NO_ANSWER", "unknown"),
     ("BUSY", "unknown"), ("VOICEMAIL", "unknown"), ("Left Message", "unknown"),
     ("CALL_BACK", "unknown"), ("NOT_INTERESTED", "unknown")],
)  # fmt: skip
def test_a_disposition_is_the_outcome_it_names(disposition: str, status: str) -> None:
    line = f"{ADA},{disposition},Gwen,2026-05-03 18:01:11,"
    told = read(csv(f"{HEAD},Last Call Disposition,Agent Name,Call Start Time,X", line))
    assert told.only().ballot_status == status
    assert not told.only().do_not_contact
    if status != "unknown":
        assert told.only().status_date == "2026-05-03"


@pytest.mark.parametrize(
    "disposition",
    ["DO_NOT_CALL", "Do Not Call", "DNC", "OPT_OUT", "Opted out", "DO_NOT_CONTACT"],
)
@pytest.mark.parametrize("heading", ["Last Call Disposition", "Result", "Tags"])
def test_an_opt_out_holds_under_any_heading(disposition: str, heading: str) -> None:
    told = read(csv(f"{HEAD},{heading}", f"{ADA},{disposition}"))
    assert told.only().do_not_contact
    assert (2, "opt_out_in_words") in told.warned
    assert (2, "unknown_status") not in told.warned


@pytest.mark.parametrize(
    "disposition",
    ["BAD_NUMBER", "Wrong number", "Disconnected", "INVALID", "dead number"],
)
def test_a_number_that_does_not_work_is_told_of(disposition: str) -> None:
    told = read(csv(f"{HEAD},Call Disposition", f"{ADA},{disposition}"))
    assert (2, "bad_number") in told.warned
    assert told.only().mobile == "+447700900511"


@pytest.mark.parametrize(
    "heading", ["Agent Notes", "Caller notes", "Notes", "Agent comments", "Call notes"]
)
def test_what_the_agent_wrote_becomes_notes(heading: str) -> None:
    told = read(csv(f"{HEAD},Disposition,{heading}", f"{ADA},ANSWER,voted already"))
    assert told.only().notes == "voted already"
    assert not told.warned - {(2, "no_contact")}
