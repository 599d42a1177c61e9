"""Words never to be stored: how somebody votes, health, a National Insurance number."""

import re

_INSURANCE = re.compile(
    r"\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b", re.IGNORECASE
)
_ISSUE = r"(?:strik\w+|action|deal|offer|walkout|it|accept|reject|union|pay)"
_DIRECTION = re.compile(
    r"\b(?:vot(?:e|es|ed|ing|in)|tick(?:ed|ing)?)\s+(?:an?\s+|for\s+|to\s+|the\s+)*"
    r"(?:yes|no|against|accept|reject|aye|naw|nae)\b"
    r"(?!\s+(?:matter|need|bother|worries|prob))"
    rf"|\bvot\w+\s+(?:for|against)\s+(?:the\s+|a\s+)?{_ISSUE}\b"
    r"|\b(?:is|was|'?s|be)\s+an?\s+(?:\w+\s+)?(?:yes|no)\b(?!\s*-?\s*show)"
    r"|\b(?:a\s+(?:yes|no)\s+(?:vote|from|to)|(?:yes|no)\s+vot(?:e|er)s?)\b"
    r"|\b(?:against|in favour of|support\w*|back\w*|oppos\w+|agree\w*\s+with)"
    r"\s+(?:the\s+|a\s+)?"
    r"(?:strik\w+|industrial action|action|dispute|walkout|deal|offer)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:ill(?=\s+(?:and|so|since|with|health|again|at)|\W*$)|hospital|cancer|chemo\w*|"
    r"surgery|operation|depress\w+|anxiety|stroke|heart attack|dementia|alzheimer\w*|"
    r"diabet\w+|covid|flu|pneumonia|pregnan\w+|miscarr\w+|disab\w+|diagnos\w+|poorly|"
    r"sick (?:leave|note|pay)?(?=\s+(?:now|with|today|this|since)|\W*$)|off sick|"
    r"broke\w*\s+(?:her|his|their|a)\s+(?:leg|arm|hip|ankle|wrist|foot|back)|"
    r"mental health|breakdown|stress(?:ed)? leave|migraine\w*|tumou?r|epilep\w+|"
    r"medical|a&e|in labour|rehab|sectioned|suicid\w+|asthma\w*|arthritis|sciatica|"
    r"bad (?:back|knee|hip)|her knee|his knee|unwell|injur\w+)\b",
    re.IGNORECASE,
)

_TOWARDS = re.compile(r"\b(?:no|against|reject|aye|naw|nae)\b", re.IGNORECASE)


def direction(text: str) -> bool:
    """Whether the words say how somebody votes."""
    return bool(_DIRECTION.search(text))


def either_way(text: str) -> str:
    """Return the words with one and the same direction, however somebody votes."""
    return _DIRECTION.sub(lambda found: _TOWARDS.sub("yes", found[0]), text)


def health(text: str) -> bool:
    """Whether the words speak of somebody's health."""
    return bool(_HEALTH.search(text))


def national_insurance(text: str) -> bool:
    """Whether the words hold a National Insurance number (form: gov.uk, NIM39110)."""
    return bool(_INSURANCE.search(text))
