"""Lists and exports from the shell."""

import json
import stat
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

FIRST = (
    "Member ID,Forename,Surname,Mobile,Status,Told us\n"
    "0000001,Nia,Quill,07700 900001,Will vote,01/05/2026\n"
    "0000002,Ola,Quill,07700 900002,,\n"
    "Total,,,,,\n"
)
SECOND = (
    "Member ID,Forename,Surname,Mobile,Status,Told us\n"
    "0000001,Nia,Quill,07700 900001,Voted,12/05/2026\n"
    "0000003,Una,Quill,07700 900003,yes,\n"
)


class Shell:
    """The program with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        url = f"sqlite:///{folder / 'shell.db'}"
        self.config.write_text(f'[storage]\nurl = "{url}"\n')
        self.config.chmod(0o600)

    def __call__(self, *words: str, database: bool = True, typed: str = "") -> Result:
        before = ["--config", str(self.config)] if database else []
        return CliRunner().invoke(app, [*before, *words], input=typed)

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text)
        return str(path)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("ballot", "new", "Check", "--closes", "2026-06-11T12:00")
    listed = found.file("first.csv", FIRST)
    found("import", listed, "--today", "2026-05-06", "--yes")
    return found


def test_a_dry_run_shows_everybody_who_would_be_there(shell: Shell) -> None:
    again = shell.file("second.csv", SECOND)
    asked = ("--today", "2026-05-20", "--dry-run", "--json")
    told = json.loads(shell("import", again, *asked).stdout)
    assert [m["membership_number"] for m in told["members"]] == [
        *("0000001", "0000003", "0000002"),
    ]
    assert told["missing_from_file"] == ["0000002"]
    assert told["members"][2]["rows"] == []


def test_a_dry_run_saves_nothing(shell: Shell) -> None:
    again = shell.file("second.csv", SECOND)
    first = shell("import", again, "--dry-run", "--json", "--today", "2026-05-20")
    second = shell("import", again, "--dry-run", "--json", "--today", "2026-05-20")
    assert first.stdout == second.stdout


def test_questions_must_be_answered_or_passed_over(shell: Shell) -> None:
    again = shell.file("second.csv", SECOND)
    refused = shell("import", again, "--today", "2026-05-20")
    assert refused.exit_code == 1
    assert "--answer 'status_meaning:Status:yes=" in refused.output
    answer = "status_meaning:Status:yes=will_vote"
    asked = ("import", again, "--today", "2026-05-20", "--answer", answer)
    taken = shell(*asked, typed="y\n")
    assert taken.exit_code == 0
    assert "1 new member in Check, 1 changed" in taken.output


@pytest.mark.parametrize("typed", ["", "n\n", "\n"])
def test_nothing_is_saved_without_a_yes(shell: Shell, typed: str) -> None:
    listed = shell.file("new.csv", SECOND.replace("yes", "Voted"))
    told = shell("import", listed, "--today", "2026-05-20", typed=typed)
    assert told.exit_code == 1
    assert "1 new, 1 changed, 0 known and the same." in told.output
    assert "Nothing was saved." in told.output
    again = shell("import", listed, "--today", "2026-05-20", "--dry-run").output
    assert "1 new, 1 changed" in again


def test_a_refused_file_is_an_error_only_when_it_is_to_be_saved(shell: Shell) -> None:
    empty = shell.file("empty.csv", "")
    assert shell("import", empty, "--dry-run", "--json").exit_code == 0
    refused = shell("import", empty)
    assert refused.exit_code == 1
    assert "no members in this file" in refused.output


def test_rows_to_mend_go_into_a_workbook(shell: Shell) -> None:
    out = shell.folder / "mend.xlsx"
    listed = shell.file("first.csv", FIRST)
    shell("import", listed, "--dry-run", "--rejected", str(out), database=False)
    book = openpyxl.load_workbook(out)
    assert book.worksheets[0]["A4"].value == "Row 4: a total, not a member: “Total”"
    assert book.worksheets[0]["B4"].value == "Total"


def test_an_export_may_be_read_by_its_owner_alone(shell: Shell) -> None:
    out = shell.folder / "all.csv"
    assert shell("export", "members", "--out", str(out)).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "0000002" in out.read_text("utf-8-sig")


def test_changes_are_ticked_off_from_the_shell(shell: Shell) -> None:
    shell("record", "0000001", "voted", "--at", "2026-05-15T19:02")
    first, second = (shell.folder / f"{name}.csv" for name in ("one", "two"))
    assert "1 member in" in shell("export", "changes", "--out", str(first)).output
    assert shell("export", "changes", "--keyed").exit_code == 0
    told = shell("export", "changes", "--out", str(second)).output
    assert "Nothing has changed since the last changes were keyed in." in told
    assert not second.exists()


def test_a_file_to_export_to_is_a_workbook_or_csv(shell: Shell) -> None:
    told = shell("export", "members", "--out", str(shell.folder / "all.txt"))
    assert told.exit_code == 1
    assert "Name the file .xlsx" in told.output


def test_membership_numbers_and_phones_in_a_workbook_are_text(shell: Shell) -> None:
    out = shell.folder / "all.xlsx"
    shell("export", "members", "--out", str(out))
    page = openpyxl.load_workbook(out).worksheets[0]
    cells = [cell for cell in page[2] if cell.value in ("0000001", "+447700900001")]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert {cell.number_format for cell in cells} == {"@"}


UNKNOWN = (
    "Member ID,Forename,Surname,Mobile,Rota,Locker\n0000004,Una,Quill,07700 900004,x,\n"
)


def test_a_dry_run_hints_at_the_answer_that_gives_a_column_its_meaning(
    shell: Shell,
) -> None:
    listed = shell.file("unknown.csv", UNKNOWN)
    told = shell("import", listed, "--dry-run").output
    assert "“Rota” (x)" in told
    assert "--answer 'column_meaning:Rota=FIELD'" in told
    assert "Empty, or never held: Locker." in told


def test_a_column_has_the_meaning_that_was_answered(shell: Shell) -> None:
    listed = shell.file("unknown.csv", UNKNOWN)
    meant = "column_meaning:Rota=do_not_contact"
    told = json.loads(
        shell("import", listed, "--dry-run", "--json", "--answer", meant).stdout
    )
    assert told["columns"]["Rota"] == "do_not_contact"
    assert [m["do_not_contact"] for m in told["members"][:1]] == [True]


@pytest.mark.parametrize(
    ("answer", "why"),
    [("column_meaning:Rota=secret", "It can mean: do_not_contact"),
     ("column_meaning:Rotas=notes", "no column “Rotas”, only “Forename”")],
)  # fmt: skip
def test_an_answer_that_fits_no_column_or_no_field_is_refused(
    shell: Shell, answer: str, why: str
) -> None:
    listed = shell.file("unknown.csv", UNKNOWN)
    told = shell("import", listed, "--dry-run", "--answer", answer)
    assert told.exit_code == 1
    assert why in told.output


def test_no_answer_makes_a_column_of_how_people_vote_a_field(shell: Shell) -> None:
    rows = "".join(f"000000{n},Ann,Adair,Yes\n" for n in range(5, 9))
    listed = shell.file(
        "how.csv", f"Member ID,Forename,Surname,How will they vote\n{rows}"
    )
    answer = ("--answer", "column_meaning:How will they vote=notes")
    told = shell("import", listed, "--dry-run", *answer)
    assert told.exit_code == 1
    assert "“How will they vote”: how people vote, opinions," in told.output


CLASH = (
    "Member ID,Forename,Surname,Mobile\n"
    "0000001,Bob,Hope,07700 900009\n"
    "0000009,Ola,Quill,07700 900002\n"
)
ANSWERS = (
    *("--answer", "same_number_different_person:known:2=different_people"),
    *("--answer", "possible_duplicate:known:3=same_person"),
)


def numbers(shell: Shell) -> list[str]:
    nobody = shell.file("nobody.csv", "Member ID,Forename,Surname\n0000077,Z,Z\n")
    told = json.loads(shell("import", nobody, "--dry-run", "--json").stdout)
    return sorted(m["membership_number"] or "" for m in told["members"])[:-1]


def test_a_clash_with_known_members_is_asked_before_anything_is_saved(
    shell: Shell,
) -> None:
    refused = shell("import", shell.file("clash.csv", CLASH))
    assert refused.exit_code == 1
    assert "Row 2, Bob Hope, has the membership number 0000001" in refused.output
    assert "Row 3, Ola Quill, may be Ola Quill, number 0000002" in refused.output
    assert all(
        f"--answer '{one.split('=')[0]}" in refused.output for one in ANSWERS[1::2]
    )
    assert numbers(shell) == ["0000001", "0000002"]


def test_yes_holds_a_clash_back_and_says_who_it_is(shell: Shell) -> None:
    clash = shell.file("clash.csv", CLASH)
    taken = shell("import", clash, "--yes", "--part", "everyone")
    assert "0 new members in Check, 0 changed, 0 the same" in taken.output
    assert "2 rows held back" in taken.output
    assert "Bob Hope has the membership number of Nia Quill" in taken.output
    assert "not on this list" not in taken.output
    assert numbers(shell) == ["0000001", "0000002"]


def test_an_answered_clash_is_taken_in(shell: Shell) -> None:
    taken = shell("import", shell.file("clash.csv", CLASH), *ANSWERS, typed="y\n")
    assert "1 new member in Check, 1 changed" in taken.output
    assert numbers(shell) == ["", "0000001", "0000009"]


def test_a_row_that_is_held_back_is_among_the_rows_to_mend(shell: Shell) -> None:
    out = shell.folder / "mend.xlsx"
    clash = shell.file("clash.csv", CLASH)
    shell("import", clash, "--yes", "--rejected", str(out))
    _, _, _, *rows = openpyxl.load_workbook(out).worksheets[0].values
    listed = [line.split(",") for line in CLASH.splitlines()[1:]]
    assert [[cell or "" for cell in row[1:]] for row in rows] == listed


def test_a_dry_run_shows_what_would_be_held_back_and_what_settles_it(
    shell: Shell,
) -> None:
    out = shell.folder / "mend.xlsx"
    clash = shell.file("clash.csv", CLASH)
    told = shell("import", clash, "--dry-run", "--rejected", str(out)).output
    assert "Bob Hope has the membership number of Nia Quill" in told
    assert all(f"--answer '{one.split('=')[0]}" in told for one in ANSWERS[1::2])
    _, _, _, *rows = openpyxl.load_workbook(out).worksheets[0].values
    listed = [line.split(",") for line in CLASH.splitlines()[1:]]
    assert [[cell or "" for cell in row[1:]] for row in rows] == listed


def test_a_dry_run_shows_the_option_that_answers_each_question(shell: Shell) -> None:
    told = shell("import", shell.file("second.csv", SECOND), "--dry-run").output
    assert "--answer 'status_meaning:Status:yes=" in told


def test_two_rows_that_dispute_a_known_number_are_both_held_back(shell: Shell) -> None:
    both = CLASH.split("0000009")[0] + "0000001,Cleo,Nash,07700 900008\n"
    taken = shell("import", shell.file("both.csv", both), "--yes")
    assert "0 new members in Check" in taken.output
    assert "2 rows held back" in taken.output
    assert numbers(shell) == ["0000001", "0000002"]


DISPUTE = (
    "Member ID,Forename,Surname,Mobile,Do not contact\n"
    "0000005,Ann,Adair,07700 900005,\n"
    "0000005,Bob,Bell,07700 900006,yes\n"
)
WHOSE = "same_number_different_person:0000005="


def test_whose_a_new_number_is_that_two_rows_have_is_asked_first(shell: Shell) -> None:
    refused = shell("import", shell.file("dispute.csv", DISPUTE))
    assert refused.exit_code == 1
    assert refused.output.count("beside Ann Adair and beside Bob Bell") == 1
    assert f"--answer '{WHOSE}2 or 3 or same_person or nobody'" in refused.output
    assert numbers(shell) == ["0000001", "0000002"]


def test_yes_holds_back_both_rows_that_dispute_a_new_number(shell: Shell) -> None:
    out = shell.folder / "mend.xlsx"
    dispute = shell.file("dispute.csv", DISPUTE)
    taken = shell("import", dispute, "--yes", "--rejected", str(out))
    assert "0 new members in Check" in taken.output
    assert "2 rows held back" in taken.output
    assert "beside Ann Adair and beside Bob Bell" in taken.output
    assert "asks for no contact" in taken.output
    assert numbers(shell) == ["0000001", "0000002"]
    _, _, _, *rows = openpyxl.load_workbook(out).worksheets[0].values
    assert [row[2] for row in rows] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("answer", "then"),
    [("2", ["", "0000005"]), ("nobody", ["", ""]), ("same_person", ["0000005"])],
)
def test_the_answer_says_whose_a_disputed_number_is(
    shell: Shell, answer: str, then: list[str]
) -> None:
    dispute = shell.file("dispute.csv", DISPUTE)
    shell("import", dispute, "--yes", "--answer", f"{WHOSE}{answer}")
    assert numbers(shell) == sorted([*then, "0000001", "0000002"])


@pytest.mark.parametrize("answer", ["2", "nobody"])
def test_whose_a_number_is_is_asked_once(shell: Shell, answer: str) -> None:
    dispute = shell.file("dispute.csv", DISPUTE)
    shell("import", dispute, "--yes", "--answer", f"{WHOSE}{answer}")
    again = shell("import", dispute, typed="y\n")
    assert "0 new members in Check, 0 changed, 2 the same" in again.output


FORMS = (
    "Forename,Surname,Mobile,Do not contact\n"
    "Joanna,Price,07700 900005,{}\nJo,Price,07700 900005,{}\n"
)


def test_two_forms_of_a_name_at_one_mobile_are_never_two_in_silence(
    shell: Shell,
) -> None:
    forms = shell.file("forms.csv", FORMS.format("", ""))
    refused = shell("import", forms)
    assert refused.exit_code == 1
    assert (
        "Are Jo Price and Joanna Price (rows 3, 2) the same person?" in refused.output
    )
    taken = shell("import", forms, "--yes")
    assert "1 new member in Check" in taken.output
    assert "1 row held back" in taken.output
    assert "Jo Price may be Joanna Price of the same list" in taken.output


@pytest.mark.parametrize("cells", [("yes", ""), ("", "yes")])
def test_who_may_have_asked_for_no_contact_is_not_taken_in_under_another_form(
    shell: Shell, cells: tuple[str, str]
) -> None:
    forms = shell.file("forms.csv", FORMS.format(*cells))
    taken = shell("import", forms, "--yes")
    assert "0 new members in Check" in taken.output
    assert "2 rows held back" in taken.output


def test_mother_and_daughter_are_asked_about_once(shell: Shell) -> None:
    forms = shell.file("forms.csv", FORMS.format("", ""))
    apart = ("--answer", "possible_duplicate:3:2=different_people")
    assert "2 new members" in shell("import", forms, *apart, typed="y\n").output
    again = shell("import", forms, typed="y\n").output
    assert "0 new members in Check, 0 changed, 2 the same" in again


def test_an_opt_out_in_a_row_that_is_held_back_is_said(shell: Shell) -> None:
    out = "Member ID,Forename,Surname,Do not contact\n0000001,Bob,Hope,yes\n"
    taken = shell("import", shell.file("out.csv", out), "--yes")
    assert "asks for no contact: whoever it may be is not contacted" in taken.output
