"""New telephone numbers and e-mail addresses of members: checked, in one form.

What checks them is large, and loaded with the first: a program at rest does without.
"""

import re

from bot.rules.member import Fields
from bot.rules.outcomes import Channel


def phone(words: str) -> tuple[str, str] | None:
    """Read the field it belongs in, and the number as E.164; None if it is none."""
    import phonenumbers

    try:
        number = phonenumbers.parse(re.sub(r"\(0\)", "", words), "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    mobile = phonenumbers.PhoneNumberType.MOBILE
    national = str(number.national_number)
    british_mobile = number.country_code == 44 and national.startswith("7")
    is_mobile = british_mobile or phonenumbers.number_type(number) == mobile
    full = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ("mobile" if is_mobile else "phone"), str(full)


def as_field(name: str, value: str) -> Fields:
    """Turn a number or address into the field of a member that it changes."""
    match Channel(name):
        case Channel.MOBILE:
            return {"mobile": value}
        case Channel.PHONE:
            return {"phone": value}
        case Channel.PERSONAL_EMAIL:
            return {"personal_email": value}
        case Channel.WORK_EMAIL:
            return {"work_email": value}
        case Channel.IN_PERSON:
            return {}


def email(words: str) -> str | None:
    """Write the address in lower case; None if it is none."""
    import email_validator

    try:
        checked = email_validator.validate_email(
            words.lower(), check_deliverability=False, test_environment=True
        )
    except email_validator.EmailNotValidError:
        return None
    return checked.normalized.lower()
