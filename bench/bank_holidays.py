"""Write the table of bank holidays anew: `python -m bench.bank_holidays`.

The library works them out; the table spares each start half a second of the processor.
"""

from pathlib import Path

import holidays

from bot.rules.ballot import bank_holidays, workdays

FILE = Path(bank_holidays.__file__)
YEARS = range(2020, 2041)


def days(code: str, year: int) -> str:
    """List a year's holidays as the table has them."""
    found = holidays.country_holidays("GB", code, year)
    return " ".join(f"{day:%m%d}" for day in sorted(found) if day.year == year)


def page() -> str:
    """Write the module."""
    lines = [
        f'"""{bank_holidays.__doc__}"""',
        "",
        "DAYS: dict[str, dict[int, str]] = {",
    ]
    for code in sorted(set(workdays.SUBDIVISIONS.values())):
        lines.append(f'    "{code}": {{')
        lines += [f'        {year}: "{days(code, year)}",' for year in YEARS]
        lines.append("    },")
    lines += ["}", '"""Month and day of each."""', ""]
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
