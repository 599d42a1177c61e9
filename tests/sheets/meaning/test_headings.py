"""What headings mean, and which only resemble a field."""

import pytest

from bot.rules.lists import names
from bot.sheets.files import raw_table
from bot.sheets.meaning import headings, vocabulary
from tests.sheets.making import csv, read


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


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Rhif aelodaeth / Membership number *", "membership_number"),
        ("Cyfenw / Surname *", "last_name"),
        ("Enw cyntaf / First name *", "first_name"),
        ("Ffôn symudol / Mobile", "mobile"),
        ("E-bost / Email", "personal_email"),
        ("Gweithle / Workplace", "workplace"),
        ("Nodiadau / Notes", "notes"),
        ("What is your mobile number?", "mobile"),
        ("What is your membership number?", "membership_number"),
        ("Please enter your first name", "first_name"),
        ("Your surname *", "last_name"),
        ("Where do you work?", "workplace"),
        ("Hphone", "phone"),
        ("Cphone", "mobile"),
        ("Wphone", "phone"),
        ("E-mail 1 - Value", "personal_email"),
        ("Phone 1 - Value", "phone"),
        ("Phone 2 - Value", "phone"),
        ("E-mail Address", "personal_email"),
        ("Home Phone 2", "phone"),
        ("Business Phone", "phone"),
        ("Mobile Phone", "mobile"),
        ("Primary Phone", "phone"),
        ("phone_number", "phone"),
        ("mobile_number", "mobile"),
        ("work_phone_number", "phone"),
        ("first_name", "first_name"),
        ("LastName", "last_name"),
        ("Cell Phone", "mobile"),
        ("PreferredEmail", "personal_email"),
        ("can2_phone", "phone"),
        ("Email (primary)", "personal_email"),
        ("Mobile no. (preferred)", "mobile"),
        ("Surname (as on payslip)", "last_name"),
        ("Full Name", "full_name"),
        ("Your full name", "full_name"),
        ("1. Name", "full_name"),
        ("2) Mobile number", "mobile"),
        ("Union membership number (7 digits)", "membership_number"),
        ("UNISON membership number", "membership_number"),
        ("Best contact number", "phone"),
        ("Best email to reach you on", "personal_email"),
        ("Telephone (daytime)", "phone"),
        ("Have you voted yet?", "ballot_status"),
        ("Have you posted your ballot paper?", "ballot_status"),
        ("Will you be voting in the ballot?", "ballot_status"),
        ("Did you vote?", "ballot_status"),
        ("Any other comments", "notes"),
        ("Is there anything else you would like us to know?", "notes"),
        ("Which office are you based in?", "workplace"),
        ("Mem No", "membership_number"),
        ("M'ship no", "membership_number"),
        ("Surname/Cyfenw", "last_name"),
        ("Name/Enw", "full_name"),
        ("Prénom / First name", "first_name"),
        ("Nazwisko (Surname)", "last_name"),
        ("Vorname - First name", "first_name"),
        ("Mobile #", "mobile"),
        ("Email 2 Address", "personal_email"),
        ("Home Email", "personal_email"),
        ("Personal email (not work)", "personal_email"),
        ("Work E-mail*", "work_email"),
        ("Last name (surname)", "last_name"),
        ("Given Name", "first_name"),
        ("F name", "first_name"),
        ("S/name", "last_name"),
        ("Known as (if different)", "preferred_name"),
        ("Membership ref", "membership_number"),
        ("Pay band/grade", "job_grade"),
        ("Phone (home)", "phone"),
        ("Tel no.", "phone"),
        ("Contact tel", "phone"),
        ("Mobile Number:", "mobile"),
        ("Site/location", "workplace"),
    ],
)
def test_a_heading_is_read_by_its_parts(heading: str, field: str) -> None:
    meaning = headings.read(heading, 2026)
    assert meaning
    assert meaning.field == field


@pytest.mark.parametrize(
    "heading",
    [
        "Contact ID",
        "Contact Type",
        "Sort Name",
        "Company Name",
        "Manager name",
        "Partner's mobile",
        "Emergency contact name",
        "Phone 1 - Label",
        "E-mail 1 - Label",
        "Phone Type",
        "Card",
        "Sdate",
        "Zip",
        "Address",
        "Street Address",
        "External Identifier",
        "Start time",
        "Completion time",
        "MEMBER_RATING",
        "uuid",
        "User name",
        "IP address",
        "Job title",
        "Record ID",
        "Device ID",
        "Voter File VANID",
        "Work address",
        "Account number",
        "Number of calls",
        "Have you received your ballot paper?",
        "Have you voted before?",
        "Address line 1",
        "Name of school",
        "Name of manager",
        "Name Prefix",
        "Middle Name",
        "Maiden name",
        "Team name",
        "Case number",
        "Room number",
        "Invoice number",
        "Order ID",
        "Employee ID",
        "Staff no",
        "Pay number",
        "Payroll number",
        "Last voted in 2024",
    ],
)
def test_a_heading_about_something_else_is_none(heading: str) -> None:
    assert headings.read(heading, 2026) is None


def _met(phrase: str) -> bool:
    return headings.words_of(phrase) == phrase


PHRASES = [
    (field, phrase)
    for block in (vocabulary.FIELDS, vocabulary.LIKELY, vocabulary.VAGUE)
    for phrase, field in headings.entries(block).items()
]


@pytest.mark.parametrize(("field", "phrase"), PHRASES)
def test_every_phrase_of_a_field_can_be_met(field: str, phrase: str) -> None:
    meaning = headings.read(phrase, 2026)
    assert _met(phrase)
    assert meaning
    assert meaning.field == field


def test_every_part_of_a_heading_can_be_met() -> None:
    parts = headings.entries(vocabulary.PARTS)
    more = headings.blocks(vocabulary.WITH)
    asking = vocabulary.phrases(vocabulary.ASKING)
    assert not [w for part in parts for w in part.split() if not _met(w) or w in asking]
    beside = [w for words in more.values() for w in vocabulary.phrases(words)]
    assert not [word for word in beside if not _met(word) or word in asking]
    assert not [word for word in asking if not _met(word)]
    assert set(more) == set(parts.values())


@pytest.mark.parametrize(
    ("spelling", "meant"), headings.entries(vocabulary.SPELLINGS).items()
)
def test_every_spelling_can_be_met(spelling: str, meant: str) -> None:
    assert headings.words_of(spelling) == meant


@pytest.mark.parametrize("word", vocabulary.phrases(vocabulary.NEVER))
def test_every_forbidden_word_is_met(word: str) -> None:
    assert headings.forbidden(headings.words_of(f"{word} zzz"), 2026)


def test_every_word_of_a_bracket_or_a_sheet_can_be_met() -> None:
    assert all(map(str.isalpha, vocabulary.QUALIFIERS.split()))
    assert not [w for w in vocabulary.NO_PERSON.split() if names.folded(w) != w]


ROWS = [f"55{n:05},Fry{'abcdefgh'[n]},Ann,077009001{n:02},x{n}@x.org" for n in range(6)]


@pytest.mark.parametrize(
    ("heads", "kind"),
    [("Zahl,Alpha,Beta,Gamma,Delta", "names"), ("A1x,A2x,A3x,Mobile,Email", "names"),
     ("Mem No,Blurb,Blarb,Mobile,Email", "names"),
     ("Mem No,Surname,Forename,Pigeon,Owl", "ways"),
     ("Zahl,Surname,Forename,Pigeon,Owl", "ways")],
)  # fmt: skip
def test_a_list_whose_names_or_ways_were_missed_asks_for_them(
    heads: str, kind: str
) -> None:
    told = read(csv(heads, *ROWS))
    options = {option for q in told.reading.questions for option in q.options}
    assert {"names": "first_name", "ways": "mobile"}[kind] in options


def test_what_was_missed_can_be_told_by_answers() -> None:
    text = csv("Zahl,Alpha,Beta,Gamma,Delta", *ROWS)
    given = ("membership_number", "last_name", "first_name", "mobile", "personal_email")
    titles = ("Zahl", "Alpha", "Beta", "Gamma", "Delta")
    fields = dict(zip(titles, given, strict=True))
    answers = {f"column_meaning:{title}": field for title, field in fields.items()}
    member = read(text, answers=answers).members[2]
    assert (member.membership_number, member.last_name) == ("5500000", "Frya")
    assert member.personal_email == "x0@x.org"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("Nazwisko / Mobile", ["red", "blue", "green"]), ("Phone", ["Y", "N", "Y"]),
     ("Mobile (green)", ["Leeds", "York", "Hull"]), ("No.", ["1", "2", "3"]),
     ("Surname (code)", ["12", "13", "14"])],
)  # fmt: skip
def test_what_stands_below_decides_on_a_vague_heading(
    heading: str, cells: list[str]
) -> None:
    rows = [f"{row},{cell}" for row, cell in zip(ROWS, cells, strict=False)]
    told = read(csv(f"Mem No,Last name,First name,Tel,Email,{heading}", *rows))
    assert heading in told.reading.unmapped


def test_a_table_without_people_is_no_list_of_members() -> None:
    with pytest.raises(raw_table.Refused) as refused:
        read(csv("Item,Colour,Shelf", "Kettle,red,12345", "Lamp,blue,12346"))
    assert refused.value.kind == "not_a_member_list"
