"""The channel of the contact that gave the outcome."""

import pytest

from bot.rules.replies import reader
from tests.rules.replies.reader import scoring

NAMED = [
    ("rang the ward, she's in theatre", "phone"),
    ("chapped her door, naebody in", "in_person"),
    ("went up to the library where she works, she's on leave", "in_person"),
    ("shredded it on purpose, told me so to my face", "in_person"),
    ("e-mailed on the 4th and the 9th, zilch", "email"),
    ("mailer daemon says no", "email"),
    ("no reply to my whatsapp", "whatsapp"),
    ("she rang ME, sending it tonight", "phone"),
]
LAST = [
    ("rang all week, no answer, then bumped into her: voted", "in_person"),
    ('didn\'t answer but texted straight after: "voted already"', "text"),
    ("didn't pick up so knocked on his door, he's posted it", "in_person"),
]
NONE = [
    "she rang the scrutineer herself and they're sending one out",
    "fuming that we texted him at 7am",
    "not impressed, three emails from us in one day",
    "doesn't like talking on the phone, text her instead",
    "emailed her and rang her, nothing",
    "took it off her at the door the postman did, it's posted",
    "ring her on tuesday",
]


@pytest.mark.parametrize(("text", "way"), NAMED)
def test_the_channel_is_that_of_our_contact_with_the_member(text, way):
    assert reader.read(text).method == way


@pytest.mark.parametrize(("text", "way"), LAST)
def test_of_several_contacts_the_last_that_reached_counts(text, way):
    assert reader.read(text).method == way


@pytest.mark.parametrize("text", NONE)
def test_what_others_did_what_angered_and_what_is_to_come_name_no_channel(text):
    assert reader.read(text).method is None


@pytest.mark.parametrize("name", ["dev", "weighed/ninth", "weighed/tenth"])
def test_a_channel_that_is_labelled_is_found(name):
    labelled = [(m, found) for m, found in scoring.read(name) if "method" in m]
    right = [found.method == message["method"] for message, found in labelled]
    assert sum(right) / len(right) >= 0.9
