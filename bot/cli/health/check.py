"""`mantelpiece check`: everything that may be wrong, each with its remedy."""

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(context: typer.Context) -> None:
    """Check versions, settings, files, database, disk and Telegram; print faults."""
    from bot.cli.health import faults  # brings database and Telegram along

    looked = faults.look(context.obj)
    for line in looked.running:
        typer.echo(line)
    for fault in looked.faults:
        typer.echo(f"✗ {fault}", err=True)
    if looked.faults:
        raise typer.Exit(1)
    typer.echo(f"All is sound: {looked.parts}.")
