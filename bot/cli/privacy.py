"""`mantelpiece close`, `purge`, `erase`, `unfreeze`, `views`, `audit`, `agree` …"""

import datetime as dt
import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import one_member
from bot.cli.import_ import BallotName
from bot.cli.shell import Shell, fail, now

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.engine import Store

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("close")(close)
    app.command("purge")(purge)
    app.command("erase")(erase)
    app.command("unfreeze")(unfreeze)
    app.command("subject-access")(subject_access)
    app.command("show-all", hidden=True)(subject_access)
    app.command("views")(views)
    app.command("who-saw")(who_saw)
    app.command("audit")(audit)
    app.command("agree")(agree)


def close(context: typer.Context, ballot: BallotName = None) -> None:
    """End a ballot now: no more cards, and the days to the purge begin."""
    from bot.usecases.ballot import close_ballot

    shell: Shell = context.obj
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)
        done = store.write(lambda s: close_ballot.close(s, chosen.id, now()))
        while store.write(lambda s: close_ballot.go_on(s, now())):
            pass
    state = "is closed" if done else "was closed already"
    typer.echo(f"{chosen.name!r} {state}.")


def purge(context: typer.Context, yes: Yes = False, ballot: BallotName = None) -> None:
    """Erase all members of a ballot now. Totals stay."""
    from bot.usecases.privacy import purge_members

    shell: Shell = context.obj
    with shell.store(alone=True) as store:
        chosen = shell.ballot(store, ballot)
        if not yes:
            typer.confirm(f"Erase all members of {chosen.name!r} for good?", abort=True)
        done = store.write(lambda s: purge_members.purge(s, chosen.id, now()))
        store.submit_scrub().result()
    state = "are erased" if done else "were erased already"
    typer.echo(f"The members of {chosen.name!r} {state}. Totals stay.")


def erase(context: typer.Context, who: one_member.Who, yes: Yes = False) -> None:
    """Erase one member for good, from every ballot; say who by number or by name."""
    from bot.usecases.lists import upload
    from bot.usecases.privacy import erase_member
    from storage import jobs

    shell: Shell = context.obj
    with shell.store() as store:
        person = one_member.find(shell, store, who, ask=not yes)
        if not yes:
            told = one_member.describe(store, person)
            typer.confirm(f"Erase everything about {told}?", abort=True)
        ids = [member.id for member in person]

        def unit(session: "Session") -> erase_member.Erased | None:
            if jobs.is_one_running(session):
                return None
            done = erase_member.erase(session, ids, now())
            for job in done.ended:
                upload.give_up(session, job, "expired", now())
            return done

        done = store.write(unit)
        if done is None:
            fail("A list is being read, or a file made. Try again in a minute.")
        if not done.rows:
            fail("The member was erased meanwhile.")
        store.submit_scrub().result()
    if done.named:
        typer.echo(
            f"Of {done.named} contacts with other members the words still name them: "
            "that log only grows. They go with the purge."
        )
    said = " ".join(who)
    typer.echo(f"Erased: {said}. Importing a list that names them brings them back.")


def unfreeze(context: typer.Context, name: str) -> None:
    """Unfreeze one of the team by name, where no other organiser can."""
    from bot.usecases.privacy import freeze
    from storage.team import people

    shell: Shell = context.obj
    with shell.store() as store:
        found = store.read(lambda s: people.frozen(s, name))
        if len(found) != 1:
            fail(f"{len(found)} frozen people are called {name!r}.")
        store.write(lambda s: freeze.unfreeze_person(s, found[0], now()))
    typer.echo(f"{name} is unfrozen, and the organisers are told.")


def subject_access(
    context: typer.Context, who: one_member.Who, ballot: BallotName = None
) -> None:
    """Print everything held on one member, by number or by name, as JSON."""
    from bot.usecases.privacy import told_member
    from storage.privacy import held_on_member

    shell: Shell = context.obj
    with shell.store() as store:
        person = one_member.find(shell, store, who, ballot)
        ids = [member.id for member in person]
        found = store.read(
            lambda s: held_on_member.of(s, ids, told_member.naming(s, person))
        )
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


def who_saw(
    context: typer.Context, who: one_member.Who, ballot: BallotName = None
) -> None:
    """Print who saw this member's details, and when, by number or by name."""
    shell: Shell = context.obj
    with shell.store() as store:
        for member in one_member.find(shell, store, who, ballot):
            _print_views(store, member_id=member.id)


def views(
    context: typer.Context,
    by: Annotated[str | None, typer.Option(help="Only what this person saw.")] = None,
) -> None:
    """Print who saw which member's details, and when."""
    from storage.team import people

    shell: Shell = context.obj
    with shell.store() as store:
        person_id = None
        if by is not None:
            found = store.read(lambda s: people.with_name(s, by))
            if len(found) != 1:
                fail(f"{len(found)} people are called {by!r}.")
            person_id = found[0].id
        _print_views(store, person_id=person_id)


def _print_views(
    store: "Store", *, member_id: int | None = None, person_id: int | None = None
) -> None:
    from storage.privacy import audit as log
    from storage.team import people

    def unit(session: "Session") -> "list[tuple[log.View, str]]":
        found = log.views(session, member_id, person_id)
        names = {
            one.person_id: people.get(session, one.person_id).name for one in found
        }
        return [(one, names[one.person_id]) for one in found]

    for one, name in store.read(unit):
        typer.echo(
            f"{one.at:%Y-%m-%d %H:%M:%S}\t{name}\tmember {one.member_id}\t{one.how}"
        )


def audit(
    context: typer.Context,
    tail: Annotated[
        int, typer.Option(help="Print only this many of the last lines.")
    ] = 0,
    code: Annotated[
        str, typer.Option(help="A code of an evening digest: is it still so?")
    ] = "",
    new_anchor: Annotated[
        bool,
        typer.Option("--new-anchor", help="Go on from here, after a loss was seen to."),
    ] = False,
) -> None:
    """Print the audit log; verify its chain, its anchor, and a code of a digest."""
    from bot.usecases.privacy import audit_chain
    from storage.privacy import audit as log
    from storage.privacy import audit_anchor

    shell: Shell = context.obj
    with shell.store() as store:
        if new_anchor:
            store.write(lambda s: audit_chain.begin_anew(s, now()))
        found = store.read(lambda s: list(log.lines(s)))
        broken = store.read(audit_chain.broken)
        lost = store.read(audit_anchor.lost)
        fits = not code or store.read(lambda s: audit_anchor.fits(s, code))
    for line in found[-tail:]:
        ids = (
            f"ballot {line.ballot_id}\tperson {line.person_id}\tmember {line.member_id}"
        )
        typer.echo(f"{line.at:%Y-%m-%d %H:%M:%S}\t{line.action}\t{ids}\t{line.detail}")
    if broken is not None:
        fail(f"The chain breaks at line {broken}: the log was changed.")
    if lost is not None:
        fail(lost)
    if not fits:
        fail(f"The log has no line with the code {code}: it was cut or changed.")
    sealed = sum(line.chain is not None for line in found)
    typer.echo(f"The chain holds: {sealed} of {len(found)} lines are sealed.", err=True)


def agree(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="Who agreed: name, role, date.")],
    ballot: BallotName = None,
) -> None:
    """Note who agreed for the data controller. Cards show details from then on."""
    from storage import ballots
    from storage.privacy import audit as log

    shell: Shell = context.obj
    at: dt.datetime = now()
    with shell.store() as store:
        chosen = shell.ballot(store, ballot)

        def unit(session: "Session") -> None:
            ballots.update_life(session, chosen.id, agreed_at=at, agreed_by=by)
            log.record(session, "agreement", at, ballot_id=chosen.id)

        store.write(unit)
    typer.echo(f"Noted for {chosen.name!r}: {by}.")
