"""Read the parameters of the model, a table of assumptions with their sources."""

import tomllib
from importlib import resources
from types import SimpleNamespace


class Parameters(SimpleNamespace):
    """The tables of `parameters.toml`, one attribute each."""

    ballot: SimpleNamespace
    members: SimpleNamespace
    posting: SimpleNamespace
    answering: SimpleNamespace
    saying: SimpleNamespace
    effect: SimpleNamespace
    replacement: SimpleNamespace
    effort: SimpleNamespace


class UnknownParameterError(ValueError):
    """The model has no such parameters; compare with the published ones."""


def published_text() -> str:
    """Read the text of the published parameters."""
    return resources.files(__package__).joinpath("parameters.toml").read_text("utf-8")


def published() -> Parameters:
    """Read the published parameters."""
    return _read(published_text())


def with_changes(text: str) -> Parameters:
    """Read the published parameters, replaced where a TOML text gives others."""
    result = published()
    for table, values in tomllib.loads(text).items():
        known = vars(getattr(result, table, SimpleNamespace()))
        unknown = sorted(set(values) - set(known))
        if not known or unknown:
            raise UnknownParameterError(f"[{table}] {', '.join(unknown)}")
        known.update(values)
    return result


def worlds() -> dict[str, str]:
    """Give the worlds that come with the model, by name: what they change, as TOML."""
    files = resources.files(__package__).joinpath("worlds").iterdir()
    found = {file.name.removesuffix(".toml"): file for file in files}
    return {name: found[name].read_text("utf-8") for name in sorted(found)}


def _read(text: str) -> Parameters:
    tables = tomllib.loads(text)
    return Parameters(**{name: SimpleNamespace(**t) for name, t in tables.items()})
