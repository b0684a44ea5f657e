"""Word lists that users may change: the TOML and TSV files of ``data/``, read once each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(file: str, name: str) -> frozenset[str]:
    """The words of one list of ``data/<file>.toml``: separated by white space, spelt as there."""
    return frozenset(_table(file)[name].split())


@cache
def phrases(file: str, name: str) -> frozenset[str]:
    """The phrases of one list of ``data/<file>.toml``: separated by ``|`` and, besides, line ends."""
    return frozenset(phrase.strip() for phrase in _table(file)[name].split("|"))


@cache
def pairs(file: str, name: str) -> dict[str, str]:
    """The ``left=right`` pairs of one list of ``data/<file>.toml``."""
    return dict(pair.split("=", 1) for pair in _table(file)[name].split())


@cache
def rows(file: str) -> tuple[tuple[str, ...], ...]:
    """The tab-separated rows of ``data/<file>.tsv`` without comments and empty lines."""
    lines = _read(f"{file}.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def _table(file: str) -> dict[str, str]:
    return tomllib.loads(_read(f"{file}.toml"))


def _read(name: str) -> str:
    return files("claimgraph.extract").joinpath("data", name).read_text("utf-8")
