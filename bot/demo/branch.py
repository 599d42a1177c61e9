"""An invented branch: its members as a union's export, and its advocates' names.

Telephone numbers are Ofcom's numbers for drama, addresses end in example.org.
"""

import csv
import io
import itertools
import random
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

HEADINGS = (
    "Member ID",
    "Title",
    "Forename",
    "Surname",
    "Known as",
    "Job grade",
    "Workplace",
    "Mobile number",
    "Home telephone",
    "Personal email",
    "Work email",
    "Ballot response",
    "Response date",
    "Do not contact",
    "Branch",
    "Organiser notes",
)
BRANCH = "Tidewater Agency North"
WORKPLACES = (
    "Gannet House, Sunderland",
    "Old Ropeworks, Leeds",
    "Larkspur Court, Preston",
    "Kittiwake Building, Hull",
    "Home working",
)
RESPONSES = {  # how often each is met in a hundred
    "Will vote": 41,
    "Replacement ballot requested": 10,
    "": 15,
    "Voted": 34,
}
FORENAMES = (
    "Aoife Anwen Bartosz Beatrix Callum Chidi Daria Deepa Eleri Emeka Farida Finlay "
    "Gethin Gosia Halima Huw Imogen Isaac Jadwiga Jerome Kavita Kieran Leila Lorcan "
    "Małgorzata Marlon Nadia Niamh Oluwaseun Orla Padraig Priya Quentin Rhiannon "
    "Ravinder Saoirse Stelian Tamsin Tomasz Una Viktor Wanjiru Xanthe Yusuf Zoë "
    "Zuzanna"
)
SURNAMES = (
    "Abernethy Adeyemi Anand Ashdown Baczyński Bevan Birtwistle Cadwallader "
    "Castellano Chaudhry Dąbrowski Drummond Eccleshall Ekwueme Fairbrother Ferreira "
    "Garside Gruffydd Hardcastle Hosseini Idowu Iyer Jankowska Jellicoe Kershaw "
    "Kovács Llewellyn Lightfoot MacAllister Mbeki Nightingale Nwosu O’Donovan "
    "Oyelaran Penhaligon Postlethwaite Quigley Raczkowska Rowbotham Sandhu Sørensen "
    "Threlfall Tregenza Underhill Venkatesan Wainwright Winterbourne Yildiz Zamoyski"
)
TITLES = ("Mr", "Ms", "Mrs", "Miss", "Mx", "Dr")
GRADES = ("AA", "AO", "EO", "HEO", "SEO")
NOTES = (
    "Evenings are best",
    "Text only please",
    "Works part time",
    "On leave till Monday",
)
HOME_NUMBERS = ("01632 960", "0113 496 0", "0161 496 0")


@dataclass(frozen=True)
class Player:
    """Somebody one can be in the demo."""

    name: str
    note: str
    started: bool


FAQ = Path(__file__).with_name("faq.toml")
CASES = (
    ("question", "I change jobs next month. Does my vote still count?", timedelta(6)),
    ("upset", "Rung three times in a week, and once at work.", timedelta(minutes=40)),
)
"""What members have said that waits for an answer: kind, words, how long ago."""
ORGANISER = Player("Dawn", "organiser", started=True)
ADVOCATES = (
    Player("Asha", "advocate", started=True),
    Player("Ben", "advocate", started=True),
    Player("Carys", "advocate", started=True),
    Player("Delroy", "advocate", started=True),
    Player("Ewa", "advocate", started=True),
    Player("Fergus", "advocate", started=False),
)
NEWCOMER = Player("Grace", "newcomer", started=False)


def csv_text(today: date, seed: int = 1, count: int = 200) -> str:
    """Write the branch as the union exports it: the same for the same day and seed."""
    chance = random.Random(f"{seed}:{count}")
    pairs = list(itertools.product(FORENAMES.split(), SURNAMES.split()))
    names = chance.sample(pairs, count)
    numbers = chance.sample(range(1_000_000, 10_000_000), count)
    mobiles = chance.sample(range(1000), 1000) * (
        count // 1000 + 1
    )  # the drama range is that short
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for (forename, surname), number, mobile in zip(
        names, numbers, mobiles, strict=False
    ):
        row = _person(chance, forename, surname, mobile) | _response(chance, today)
        writer.writerow(row | {"Member ID": f"{number:07d}", "Branch": BRANCH})
    return text.getvalue()


def _person(
    chance: random.Random, forename: str, surname: str, mobile: int
) -> dict[str, str]:
    """Who a member is and how they can be reached; some ways are not known."""
    address = f"{_plain(forename)}.{_plain(surname)}"
    gap = chance.choice((" ", ""))
    home = f"{chance.choice(HOME_NUMBERS)}{chance.randrange(1000):03d}"
    return {
        "Title": chance.choice(TITLES),
        "Forename": forename,
        "Surname": surname,
        "Known as": _sometimes(chance, 4, forename[:3]),
        "Job grade": chance.choice(GRADES),
        "Workplace": chance.choice(WORKPLACES),
        "Mobile number": _sometimes(chance, 86, f"07700{gap}900{mobile:03d}"),
        "Home telephone": _sometimes(chance, 20, home),
        "Personal email": _sometimes(chance, 68, f"{address}@mail.example.org"),
        "Work email": _sometimes(chance, 90, f"{address}@tidewater.example.org"),
        "Do not contact": str(chance.randrange(100) < 2),
        "Organiser notes": _sometimes(chance, 12, chance.choice(NOTES)),
    }


def _response(chance: random.Random, today: date) -> dict[str, str]:
    """Invent what they said so far, and when: within the last three weeks."""
    said = chance.choices(list(RESPONSES), list(RESPONSES.values()))[0]
    day = today - timedelta(days=chance.randint(1, 21))
    at = datetime.combine(day, time(chance.randint(9, 19), chance.randrange(60)))
    when = at.strftime("%d/%m/%Y %H:%M") if said else ""
    return {"Ballot response": said, "Response date": when}


def _sometimes(chance: random.Random, hundredths: int, words: str) -> str:
    return words if chance.randrange(100) < hundredths else ""


def _plain(name: str) -> str:
    """Write a name as it stands in an e-mail address."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(
        letter for letter in letters if letter.isascii() and letter.isalpha()
    )


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ą": "a"})
