"""The parameters of the open model: a table of assumptions with their sources."""

import tomllib
from importlib import resources
from types import SimpleNamespace


class Parameters(SimpleNamespace):
    """One name space for each table of `parameters.toml`."""

    ballot: SimpleNamespace
    members: SimpleNamespace
    posting: SimpleNamespace
    answering: SimpleNamespace
    saying: SimpleNamespace
    effect: SimpleNamespace
    replacement: SimpleNamespace
    effort: SimpleNamespace


class UnknownParameterError(ValueError):
    """These parameters are not the model's: compare with the published ones."""


def published_text() -> str:
    """Read the published table as it comes with the program."""
    return resources.files(__package__).joinpath("parameters.toml").read_text("utf-8")


def published() -> Parameters:
    """Read the published parameters."""
    return _read(published_text())


def changed(text: str) -> Parameters:
    """Replace published parameters by those of a TOML text."""
    result = published()
    for table, values in tomllib.loads(text).items():
        known = vars(getattr(result, table, SimpleNamespace()))
        strange = sorted(set(values) - set(known))
        if not known or strange:
            raise UnknownParameterError(f"[{table}] {', '.join(strange)}")
        known.update(values)
    return result


def _read(text: str) -> Parameters:
    tables = tomllib.loads(text)
    return Parameters(**{name: SimpleNamespace(**t) for name, t in tables.items()})
