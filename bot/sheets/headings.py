"""What a heading means: the words people use for a field, and those that only resemble."""

import re
from typing import NamedTuple

from bot.rules import names
from bot.sheets.values import statuses, text

SURE, LIKELY, VAGUE = 3, 2, 1


class Meaning(NamedTuple):
    """The field a heading names; `turned` and `status` say how its yes is meant."""

    field: str
    strength: int = SURE
    turned: bool = False
    status: str | None = None


_WORDS = {
    "e-mail": "email",
    "mail": "email",
    "emails": "email",
    "tel": "phone",
    "telephone": "phone",
    "telno": "phone number",
    "ph": "phone",
    "fone": "phone",
    "phones": "phone",
    "mob": "mobile",
    "mobiles": "mobile",
    "cell": "mobile",
    "cellphone": "mobile",
    "cellular": "mobile",
    "smartphone": "mobile",
    "no": "number",
    "nr": "number",
    "num": "number",
    "nos": "number",
    "№": "number",
    "#": "number",
    "ref": "number",
    "reference": "number",
    "id": "number",
    "memb": "member",
    "mem": "member",
    "mbr": "member",
    "membership": "member",
    "members": "member",
    "mship": "member",
    "forenames": "forename",
    "surnames": "surname",
    "names": "name",
    "firstname": "first name",
    "lastname": "last name",
    "fname": "first name",
    "lname": "last name",
    "fullname": "full name",
    "sname": "surname",
    "addr": "address",
    "dept": "department",
    "org": "organisation",
    "resp": "response",
    "responses": "response",
    "stat": "status",
    "comment": "notes",
    "comments": "notes",
    "note": "notes",
    "remarks": "notes",
    "remark": "notes",
    "dates": "date",
    "dt": "date",
    "reps": "rep",
    "representative": "rep",
    "homephone": "home phone",
    "workphone": "work phone",
    "homeemail": "home email",
    "workemail": "work email",
    "workplaces": "workplace",
    "dont": "do not",
    "grades": "grade",
    "sites": "site",
    "offices": "office",
    "votes": "vote",
    "landlines": "landline",
    "memberid": "member number",
    "memberno": "member number",
    "membershipnumber": "member number",
    "mobilenumber": "mobile",
    "phonenumber": "phone",
    "emailaddress": "email",
}
_FILLER = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "your",
        "my",
        "their",
        "our",
        "s",
        "is",
        "for",
        "at",
        "please",
        "details",
    ]
)

_NEVER = re.compile(
    r"\b(?:manager|supervisor|line mgr|mgr|next of kin|nok|kin|emergency|ice|spouse|partner|"
    r"husband|wife|parent|mother|father|carer|guardian|previous|former|formerly|old|"
    r"maiden|nee|birth|dob|born|other|alternative|alternate|alt|another|second email|"
    r"payroll|staff|employee|personnel|hr|pension|national insurance|ni|nino|passport|"
    r"joined|join|joining|start|started|since|leaving|leave|expiry|expires|renewal|renewed|"
    r"newsletter|mailing|magazine|bulletin|marketing|subscription|subs|survey|"
    r"last ballot|previous ballot|prior|strike fund|consultative|indicative|"
    r"postcode|post code|postal|street|town|city|county|home address|salary|wage|"
    r"gender|sex|ethnicity|ethnic|disability|age|religion|fax|twitter|facebook|"
    r"bank|sort code|account|count|counts|total|average|created|modified|imported|"
    r"extension|ext|desk|room|proxy|friend|neighbour|colleague|sponsor|recruiter|recruited|"
    r"agm|conference|training|committee|election|officer|secretary|organisation|"
    r"political|levy|donation|petition|help|volunteer|carer)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _set(phrases: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in phrases.split(","))


_PHRASES: dict[str, frozenset[str]] = {
    "membership_number": _set(
        "member number, union number, union member number, member code, urn, "
        "member number number, mn, m number, number member, unique number"
    ),
    "first_name": _set(
        "first name, forename, given name, christian name, first, given, "
        "member first name, member forename, name first, first forename, fore name"
    ),
    "last_name": _set(
        "surname, last name, family name, last, second name, sur name, "
        "member surname, member last name, name last, family, name surname"
    ),
    "full_name": _set(
        "full name, member name, name member, name surname first, surname first name, "
        "surname forename, last name first name, first name surname, forename surname, "
        "name in full, name full, first and last name, complete name, whole name, "
        "first name last name, last first, first last, name last first, "
        "name first last, display name, name and surname"
    ),
    "preferred_name": _set(
        "known as, preferred name, preferred first name, nickname, nick name, nick, aka, "
        "also known as, goes by, likes to be called, called, preferred, "
        "prefers to be called, preferred forename, pref name, name known as, "
        "name preferred, prefers, familiar name, likes to be known as, calling name"
    ),
    "mobile": _set(
        "mobile, mobile phone, phone mobile, mobile number, number mobile, text number, "
        "mobile phone number, phone number mobile, personal mobile, home mobile, "
        "work mobile, mobile work, mobile personal, mobile home, private mobile, "
        "mobile contact number, contact mobile, member mobile, sms, sms number, "
        "personal mobile number, personal mobile phone, mobile contact, phone m, "
        "mobile number personal, work mobile number, member mobile number"
    ),
    "phone": _set(
        "landline, home phone, phone home, phone landline, land line, home landline, "
        "landline number, home phone number, phone number home, home number, h phone, "
        "work phone, phone work, office phone, phone office, daytime phone, phone h, "
        "evening phone, phone day, phone evening, work landline, phone daytime, "
        "home contact number, fixed line, day phone, work phone number, landline phone, "
        "house phone, direct line, work number, phone land, home landline number"
    ),
    "personal_email": _set(
        "home email, email home, personal email, email personal, private email, "
        "email private, home email address, personal email address, "
        "private email address, email address home, email address personal, "
        "non work email, own email, email at home, home personal email"
    ),
    "work_email": _set(
        "work email, email work, work email address, email address work, office email, "
        "email office, business email, employer email, company email, "
        "corporate email, professional email, email business, business email address, "
        "office email address, work place email, job email"
    ),
    "workplace": _set(
        "workplace, work place, office, site, location, work location, base, building, "
        "place work, depot, work site, office location, work base, based, where based, "
        "campus, workplace name, site name, office name, office site, site office, "
        "workplace location, works, place employment, work office, work building, "
        "location work, office base, workplace site, duty station, work workplace"
    ),
    "job_grade": _set(
        "grade, job grade, pay band, band, pay grade, grade band, band grade, "
        "work grade, current grade, civil service grade, salary band, "
        "grade code, employment grade, substantive grade"
    ),
    "assigned_to": _set(
        "rep, allocated to, assigned to, advocate, allocated rep, assigned rep, "
        "contact rep, rep name, name rep, workplace rep, allocated, assigned, "
        "caller, phone banker, canvasser, assignee, to be contacted by, "
        "contacted by, buddy, responsible, rep responsible, allocation, who calls, "
        "advocate name, name advocate, local rep, union rep, rep allocated, rep assigned, "
        "allocated advocate, assigned advocate, who will contact, who contact, owner, "
        "contact by, rep contacting, lead rep, rep to contact, called by"
    ),
    "do_not_contact": _set(
        "do not contact, dnc, opted out, opt out, no contact, not to be contacted, "
        "do not call, do not ring, do not phone, do not disturb, unsubscribed, "
        "contact opt out, opt out contact, opted out contact, do not contact flag, "
        "does not want contact, does not wish to be contacted, wants no contact, "
        "ask not to be contacted, asked not to be contacted, refuses contact, "
        "opt out flag, optout, stop contact, contact no"
    ),
    "ballot_status": _set(
        "response, ballot response, ballot status, voting status, vote status, "
        "voting intention, vote intention, ballot outcome, ballot reply, "
        "ballot answer, what they said, member response, response ballot, "
        "status ballot, response status, contact outcome, ballot progress, "
        "ballot response status, response code, voting response, how responded, "
        "ballot intention, response received, ballot contact outcome"
    ),
    "status_date": _set(
        "told us, response date, status date, last contact, date response, date told us, "
        "date told, date status, date contacted, contacted on, date contact, "
        "contact date, date last contact, last contact date, last contacted, "
        "told us on, when told, when told us, reported on, date reported, spoke on, "
        "last spoken to, last spoke, date spoken to, ballot date, date ballot response, "
        "ballot response date, date reply, reply date, date answer, answer date, "
        "date heard, responded, responded on, date responded, when, date call, "
        "call date, told rep, told rep on, told on, date updated ballot, heard on, "
        "ballot status date, date of response, last response, last response date, "
        "response time, told us date, date ballot status, ballot told us, date they told us"
    ),
    "notes": _set(
        "notes, further information, other information, additional information, "
        "free text, memo, organiser notes, rep notes, general notes, notes rep, "
        "further notes, additional notes, info, other notes, information, observations, "
        "call notes, contact notes, member notes, notes branch, branch notes, "
        "anything else, feedback, more information, misc, notes organiser, branch use notes, "
        "ballot notes, case notes, local notes, private notes, advocate notes"
    ),
}
_LIKELY = {
    "name": "full_name",
    "email": "personal_email",
    "email address": "personal_email",
    "phone": "phone",
    "phone number": "phone",
    "contact number": "phone",
    "contact phone": "phone",
    "contact phone number": "phone",
    "contact email": "personal_email",
    "contact email address": "personal_email",
    "member email": "personal_email",
    "member phone": "phone",
    "daytime number": "phone",
    "email 1": "personal_email",
    "phone 1": "phone",
    "mobile 1": "mobile",
    "email 2": "personal_email",
    "phone 2": "phone",
    "mobile 2": "mobile",
    "date": "status_date",
    "status": "ballot_status",
    "current status": "ballot_status",
    "ballot": "ballot_status",
    "vote": "ballot_status",
    "voting": "ballot_status",
    "reply": "ballot_status",
    "answer": "ballot_status",
    "outcome": "ballot_status",
    "result": "ballot_status",
    "intention": "ballot_status",
    "number of member": "membership_number",
}
_VAGUE = {"number": "membership_number", "member": "full_name", "home": "phone"}
_BY_PHRASE = {p: field for field, phrases in _PHRASES.items() for p in phrases}
_CONSENT = re.compile(
    r"(?:consent(?:s|ed)?(?: to (?:be )?contact(?:ed)?)?|(?:ok|okay|happy|can|may|agree[sd]?|"
    r"willing|allowed|permission|able|wants)(?: (?:to|we|i|you|us|be|be able))* "
    r"(?:contact(?:ed)?|ring|rung|call(?:ed)?|phone[d]?|text(?:ed)?)(?: them| you| me)?|"
    r"contact (?:ok|allowed|permitted|consent|permission)|opt(?:ed)? in|contactable)$"
)


def words_of(heading: str) -> str:
    """A heading as phrases are written above: known words, no punctuation, no plural."""
    low = re.sub(r"e-mail", "email", names.folded(text.seen(heading)))
    low = low.replace("don't", "do not").replace("'s", " ").replace("(s)", "")
    low = re.sub(r"([a-z])(\d+)$", r"\1 \2", re.sub(r"\bn°|#|№", " no ", low))
    parts = re.sub(r"[^\w]+", " ", low.replace("_", " ")).split()
    known = " ".join(_WORDS.get(part, part) for part in parts)
    kept = [part for part in known.split() if part not in _FILLER]
    return " ".join(dict.fromkeys(kept))


def read(heading: str, year: int) -> Meaning | None:
    """What a heading means in a list of this year; None if nothing, or somebody else's."""
    words = words_of(heading)
    if not words or forbidden(words, year):
        return None
    words = " ".join(_YEAR.sub("", words).split())
    found = _by_phrase(words)
    if found:
        return found
    if _CONSENT.match(words):
        return Meaning("do_not_contact", turned=True)
    status = statuses.asked_by(_YEAR.sub("", heading))
    if status:
        return Meaning("ballot_status", status=status)
    return _dated(words)


def _by_phrase(words: str) -> Meaning | None:
    for phrase in dict.fromkeys((words, words.removesuffix("s"))):
        if phrase in _BY_PHRASE:
            return Meaning(_BY_PHRASE[phrase])
        if phrase in _LIKELY:
            return Meaning(_LIKELY[phrase], LIKELY)
        if phrase in _VAGUE:
            return Meaning(_VAGUE[phrase], VAGUE)
    return None


def _dated(words: str) -> Meaning | None:
    """A heading that asks when a member voted, or will."""
    bare = re.sub(r"\b(?:date|on|when|day)\b", "", words)
    status = statuses.asked_by(bare) if bare != words else None
    return Meaning("status_date", LIKELY, status=status) if status else None


def forbidden(words: str, year: int) -> bool:
    """Somebody else's number, another ballot, a date of another kind."""
    if any(int(found) != year for found in _YEAR.findall(words)):
        return True
    return bool(_NEVER.search(words)) and words not in _BY_PHRASE


def combined(group: str, heading: str, year: int) -> Meaning | None:
    """What a heading means under the group heading above it."""
    alone = read(heading, year) if heading else read(group, year)
    if not group or not heading or group == heading:
        return alone
    if forbidden(words_of(group), year):
        return None
    if alone and alone.strength == SURE:
        return alone
    together = read(f"{group} {heading}", year) or read(f"{heading} {group}", year)
    if together or forbidden(words_of(heading), year):
        return together
    return alone or _status_under(group, heading)


def _status_under(group: str, heading: str) -> Meaning | None:
    status = statuses.asked_by(heading)
    return Meaning("ballot_status", status=status) if status and group else None
