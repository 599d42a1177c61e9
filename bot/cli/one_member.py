"""Find the one member a command is about, and ask where several fit."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shell import Shell, fail

if TYPE_CHECKING:
    from bot.rules.member import Member
    from storage.engine import Store

Who = Annotated[
    list[str],
    typer.Argument(
        metavar="WHO...",
        help="The membership number; or the name in quotes, and a mobile, telephone "
        "or e-mail address.",
    ),
]


def find(
    shell: Shell,
    store: "Store",
    who: list[str],
    ballot: str | None = None,
    *,
    ask: bool = True,
) -> "tuple[Member, ...]":
    """Find the member in every ballot, or in one; `ask` which, or fail."""
    from bot.rules.privacy import told_member as rule
    from bot.usecases.privacy import told_member

    only = shell.ballot(store, ballot).id if ballot is not None else None
    found = store.read(lambda s: told_member.find(s, who, only))
    said = " ".join(who)
    if not found:
        fail(f"There is no member {said!r}.")
    if len(found) > told_member.MOST:
        fail(f"More than {told_member.MOST} members fit {said!r}. Say more of them.")
    if len(found) == 1 and (ask or rule.is_sure(found[0][0], who)):
        return found[0]
    for place, person in enumerate(found, 1):
        typer.echo(f"{place}. {describe(store, person)}", err=True)
    if not ask:
        fail(f"{said!r} is not enough to be sure. Say a number or address as well.")
    if len(found) == 1:
        return found[0]
    choice: int = typer.prompt("Which of them? 0 for none", type=int, err=True)
    if not 1 <= choice <= len(found):
        raise typer.Abort
    return found[choice - 1]


def describe(store: "Store", person: "tuple[Member, ...]") -> str:
    """Name a member so that whoever asks can tell who it is."""
    from storage import ballots

    def one(member: "Member") -> str:
        ballot = store.read(lambda s: ballots.get(s, member.ballot_id))
        number = member.membership_number and f"number {member.membership_number}"
        reach = member.mobile or member.phone
        reach = reach or member.personal_email or member.work_email
        told = (member.full_name, number, reach, member.workplace)
        return f"{', '.join(filter(None, told))} (in {ballot.name!r})"

    return "; ".join(map(one, person))
