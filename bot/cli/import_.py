"""`mantelpiece import`: a list of members, or a share that came back."""

import datetime as dt
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import import_report
from bot.cli.shell import Shell, fail, now, today_or

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.rules.ballot.ballot import Ballot
    from bot.rules.care.handbook import Handbook
    from bot.rules.lists.sheet_member import Question
    from bot.sheets.list_result import ListResult
    from bot.usecases.lists import import_list
    from storage.engine import Store

PARTS = ("everyone", "targets", "other")
BallotName = Annotated[
    str | None,
    typer.Option("--ballot", help="Name of the ballot, if there are several."),
]

Today = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Import as of this day."),
]
Answers = Annotated[
    list[str] | None, typer.Option(help="Answer to a question: id=value.")
]
Rejected = Annotated[
    Path | None, typer.Option(help="Write the rows to mend to this workbook.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    context: typer.Context,
    file: Path,
    today: Today = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Save nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", help="Save unasked, with the safe answer to every open question."
        ),
    ] = False,
    answer: Answers = None,
    part: Annotated[
        str, typer.Option(help="What the list holds: everyone, targets or other.")
    ] = "other",
    rejected: Rejected = None,
    ballot: BallotName = None,
) -> None:
    """Import a list of members (CSV, XLSX, XLS, ODS), or a share that came back."""
    shell: Shell = context.obj
    judged = today_or(now, today)
    answers = import_report.answers(answer or [])
    if part not in PARTS:
        fail(f"--part is one of {', '.join(PARTS)}.")
    offline = dry_run and shell.config is None
    result = import_report.read(file, judged.date(), answers, offline=offline)
    if not result.accept:
        import_report.report_refusal(result, as_json=as_json, dry_run=dry_run)
        return
    import_report.require_columns(result, answers)
    list_ = _ReadList(file, result, answers, judged, part, as_json, rejected)
    if offline:
        list_.write_rejected()
        list_.print_dry_run(result.as_json() if as_json else {}, result.questions)
        return
    with shell.store() as store:
        id_ = shell.ballot(store, ballot).id
        if dry_run:
            list_.preview(store, id_)
        else:
            list_.save(store, id_, shell.settings(), yes=yes)


@dataclass(frozen=True, slots=True)
class _ReadList:
    """A list as read, and how to import it."""

    file: Path
    result: "ListResult"
    answers: dict[str, str]
    judged: dt.datetime
    part: str
    as_json: bool
    rejected: Path | None

    def write_rejected(self, work: "import_list.Import | None" = None) -> None:
        """Write the rows to mend, and what an import held back, if a file is given."""
        if self.rejected is not None:
            import_report.write_rejected(
                self.rejected, self.file, self.result, self.judged, work
            )

    def print_dry_run(
        self,
        found: dict[str, object],
        asked: "Sequence[Question]",
        lines: tuple[str, ...] = (),
    ) -> None:
        """Print the report of a dry run, for programs or for people."""
        if self.as_json:
            import_report.print_json(found)
        else:
            told = [*lines, "Nothing was saved."]
            import_report.print_report(self.result, told, asked)

    def preview(self, store: "Store", ballot_id: int) -> None:
        """Print what the bot would hold after the import; save nothing."""
        from bot.rules.lists import sheet_job
        from bot.sheets import into_ballot, share_returned
        from bot.texts.lists import preview as words
        from bot.usecases.lists import import_list
        from storage import ballots

        ballot = store.read(lambda session: ballots.get(session, ballot_id))
        if share_returned.is_share(self.result):
            fail("This is a share that came back. Import it without --dry-run.")
        wanted = into_ballot.wanted(self.result, answers=self.answers)
        work = import_list.Import(ballot, wanted, self.judged)
        found = store.read(
            lambda session: into_ballot.previewed(session, self.result, work)
        )
        self.write_rejected(work)
        counts = sheet_job.ImportCounts(**found["counts"])
        lines = (
            *words.foreseen(counts)[:1],
            words.previewed(found),
            *import_report.held_back(work.held),
        )
        # Each row that is held back shows its own question.
        self.print_dry_run(found, into_ballot.asked(self.result, ()), lines)

    def save(
        self, store: "Store", ballot_id: int, settings: "Settings", *, yes: bool
    ) -> None:
        """Ask what is open, save the list piece by piece, then print the report."""
        from bot.sheets import into_ballot, share_returned
        from bot.texts.lists import preview as words
        from bot.texts.lists import share_words
        from bot.usecases.lists import import_list
        from storage import ballots

        ballot = store.read(lambda session: ballots.get(session, ballot_id))
        if share_returned.is_share(self.result):
            if not yes:
                import_report.confirm("Record the answers of this share?")
            numbers, handbook = settings.queue_settings(), _handbook(settings)
            back = share_returned.take(
                store, self.result, ballot, self.judged, numbers, handbook
            )
            typer.echo(share_words.came_back(back))
            return
        wanted = into_ballot.wanted(self.result, self.part, self.answers)
        if not yes:
            foreseen = _foreseen(store, ballot, wanted, self.judged)
            counts = into_ballot.done(self.result, foreseen)
            if not self.as_json:
                told = [*words.foreseen(counts)[:1], *words.missing(counts, self.part)]
                import_report.print_report(self.result, told)
            asked = into_ballot.asked(self.result, foreseen.held)
            import_report.require_answers(asked)
            import_report.confirm("Take this list in?")
        work = import_list.Import(ballot, wanted, self.judged)
        with import_report.progress() as bar:
            task = bar.add_task("Saving", total=len(self.result.reading))
            import_list.run(
                store,
                work,
                lambda _, tally: bar.update(
                    task, completed=tally.pieces * import_list.PIECE
                ),
            )
        self.write_rejected(work)
        done, held = into_ballot.done(self.result, work), into_ballot.held_back(work)
        if self.as_json:
            found = {**self.result.as_json(), "rows_held_back": held}
            import_report.print_json(found)
        else:
            lines = [words.outcome(ballot.name, done), *words.held_back(held)]
            asked = into_ballot.asked(self.result, work.held)
            import_report.print_report(self.result, lines, asked)


def _handbook(settings: "Settings") -> "Handbook":
    """Read the branch's files about care, or fail."""
    from bot.config import care_files
    from bot.rules.care.bad_file import BadFile

    try:
        return care_files.handbook(settings.texts)
    except BadFile as error:
        fail(str(error))


def _foreseen(
    store: "Store", ballot: "Ballot", wanted: "import_list.Wanted", now: dt.datetime
) -> "import_list.Import":
    """Compare a list with the known members, before it is saved."""
    from bot.usecases.lists import import_list

    work = import_list.Import(ballot, wanted, now)
    store.read(lambda session: deque(import_list.compare(session, work), maxlen=0))
    return work
