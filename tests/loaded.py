"""The program as it is once it has been used: what other processes are forked from."""

import datetime as dt
import importlib
import pkgutil

import typer

import bot
from bot import app, cli
from bot.config import care_files, from_file, sections
from bot.delivery import check_telegram, jobs
from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Nation
from bot.rules.replies import reader

COMMAND = typer.main.get_command(cli.app)
LOADED = (
    app,
    check_telegram,
    jobs.bodies(),
    from_file.reading(from_file.DEFAULT_FILE),
    care_files.handbook(sections.Texts()),
    reader.read("she has voted"),
    workdays.is_holiday(dt.date(2027, 3, 1), Nation.ENGLAND),
    *(
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(bot.__path__, f"{bot.__name__}.")
        if not found.name.endswith("__main__")
    ),
)
