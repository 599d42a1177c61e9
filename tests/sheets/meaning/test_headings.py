"""What headings mean, and which only resemble a field."""

import pytest

from bot.sheets.meaning import headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("MEMB_NO", "membership_number"), ("Member ID", "membership_number"),
        ("Forename(s)", "first_name"), ("FAMILY NAME", "last_name"),
        ("Tel (mobile)", "mobile"), ("Home telephone", "phone"),
        ("E-mail (home)", "personal_email"), ("Work email address", "work_email"),
        ("Site / Office", "workplace"), ("Grade", "job_grade"),
        ("Told us (dd/mm/yyyy)", "status_date"), ("Opted out?", "do_not_contact"),
        ("Allocated to", "assigned_to"), ("Comments", "notes"),
        ("Ballot 2026: response", "ballot_status"), ("KnownAs", "preferred_name"),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_its_wordings(heading: str, field: str) -> None:
    meaning = headings.read(heading, 2026)
    assert meaning
    assert meaning.field == field


@pytest.mark.parametrize(
    "heading",
    ["Manager's e-mail", "Next of kin mobile", "Old member no", "Maiden name", "DOB",
     "Previous surname", "Date joined", "Member since", "2024 ballot: voted?",
     "Newsletter opt-out", "Staff number", "Home address", "Rep's phone", "Title"],
)  # fmt: skip
def test_a_heading_that_only_resembles_a_field_is_none(heading: str) -> None:
    assert headings.read(heading, 2026) is None
