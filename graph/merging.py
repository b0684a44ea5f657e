"""A merge as its user takes it: files in, links proposed, judged and applied, and all of it undone.

What a person decided lies in the graph's folder, ``merged/NAME.sssom.tsv``, and stays there when the
dataset goes: nobody judges the same pair twice. ``merged/NAME.changes.csv`` lists the identifiers that
were brought into the form that others use.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import StopRun, UsageError
from ..ontology.terms import MAPPINGS_GRAPHS
from . import merged
from .aside import put_text
from .datasets.mapping import read_mapping
from .datasets.reading import Options
from .datasets.sources import read_sources
from .datasets.text import decoded
from .links import sssom
from .links.proposals import propose_actors, propose_claims
from .links.sssom import read_sssom, remember, write_sssom
from .links.things import our_actors, our_claims, their_actors, their_claims
from .merged import MergedDataset, default_name
from .storage.store import Store

_FOLDER = "merged"


def merge_files(
    folder: str | Path,
    paths: Sequence[str | Path],
    *,
    name: str | None = None,
    mapping: str | Path | None = None,
    encoding: str | None = None,
    contexts: Mapping[str, str | Path] | None = None,
    licence: str | None = None,
    origin: str | None = None,
) -> MergedDataset:
    """Merge files, or the files in folders, into the graph in ``folder`` as one dataset; what was merged.

    ``mapping`` says what the columns of tables mean; ``contexts`` are files of JSON-LD contexts by their
    address. Raises ``DataError`` with file and line, or ``UsageError``; then nothing has changed.
    """
    files = [Path(path) for path in paths]
    if not files:
        raise UsageError("no file to merge was given")
    options = Options(
        dataset=name or default_name(files[0]),
        encoding=encoding,
        mapping=read_mapping(_text(Path(mapping)), str(mapping)) if mapping else None,
        contexts={address: _context(Path(path)) for address, path in (contexts or {}).items()},
    )
    dataset = merged.prepare(read_sources(files), options, licence, origin)
    with Store.writable(Path(folder)) as store:
        merged.merge(store, dataset)
    _write(_changes(Path(folder), dataset.name), _changes_csv(dataset) if dataset.changes else None)
    return dataset


def propose(folder: str | Path, name: str, out: str | Path | None = None) -> tuple[Path, list[sssom.Mapping]]:
    """Write the links that a merged dataset may have to ours as SSSOM, surest first; the file and the links.

    What was decided before is kept, and is in the file again.
    """
    with Store.read(Path(folder)) as store:
        merged.demand(store, name)
        proposed = propose_actors(our_actors(store), their_actors(store, name))
        proposed += propose_claims(our_claims(store), their_claims(store, name))
    path = Path(out) if out else decisions_file(folder, name)
    mappings = remember(proposed, decided(folder, name))
    _write(path, write_sssom(mappings, name))
    return path, mappings


def apply(
    folder: str | Path, name: str, path: str | Path | None = None, *, same_as: bool = False
) -> list[sssom.Mapping]:
    """Set the links of a merged dataset to those accepted and rejected in an SSSOM file; all its rows.

    Without a path it is the file that ``propose`` wrote. Decisions of another file are added to it.
    """
    known = decided(folder, name)
    mappings = read_sssom(_text(Path(path)), str(path)) if path else known
    if not path and not known:
        raise UsageError(
            f"{name}: nothing was decided yet; first: claimgraph merge {folder} --name {name} --propose"
        )
    # Who leaves a row undecided in another file has not taken back a decision.
    judged = {mapping.pair for mapping in mappings if mapping.decision}
    mappings = remember(mappings, [old for old in known if old.pair not in judged])
    with Store.writable(Path(folder)) as store:
        if name != merged.RECONCILED:
            merged.demand(store, name)
        graph, lines = MAPPINGS_GRAPHS + name, sssom.mapping_lines(mappings, same_as)
        if lines:
            store.replace_graph(graph, lines)
        else:
            store.drop_graph(graph)
    _write(decisions_file(folder, name), write_sssom(mappings, name))
    return mappings


def add_proposed(folder: str | Path, name: str, proposed: Sequence[sssom.Mapping]) -> list[sssom.Mapping]:
    """Put links beside those that are there, to be judged; all of them. Nothing is asked twice."""
    known = decided(folder, name)
    mappings = remember(proposed, known)
    there = {mapping.pair for mapping in mappings}
    mappings += [old for old in known if old.pair not in there]
    save(folder, name, mappings)
    return mappings


def unmerge(folder: str | Path, name: str) -> bool:
    """Drop a merged dataset and its links; whether decisions about links to it are kept."""
    with Store.writable(Path(folder)) as store:
        merged.unmerge(store, name)
    _write(_changes(Path(folder), name), None)
    return decisions_file(folder, name).is_file()


def decided(folder: str | Path, name: str) -> list[sssom.Mapping]:
    """The links that are proposed or judged so far; empty if there is no file of them."""
    path = decisions_file(folder, name)
    return read_sssom(_text(path), str(path)) if path.is_file() else []


def save(folder: str | Path, name: str, mappings: Sequence[sssom.Mapping]) -> None:
    """Write the judged and unjudged links of a dataset, instead of what was there."""
    _write(decisions_file(folder, name), write_sssom(mappings, name))


def decisions_file(folder: str | Path, name: str) -> Path:
    """Where the links of a dataset are proposed and judged."""
    merged.external_graph(name)
    return Path(folder) / _FOLDER / f"{name}.sssom.tsv"


def _changes(folder: Path, name: str) -> Path:
    return folder / _FOLDER / f"{name}.changes.csv"


def _changes_csv(dataset: MergedDataset) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("rule", "was", "became"))
    writer.writerows((change.rule, change.old, change.new) for change in dataset.changes)
    return out.getvalue()


def _context(path: Path) -> object:
    try:
        value = json.loads(_text(path))
    except ValueError as error:
        raise UsageError(f"{path}: not JSON ({error})") from None
    return value.get("@context", value) if isinstance(value, dict) else value


def _text(path: Path) -> str:
    try:
        return decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from None


def _write(path: Path, text: str | None) -> None:
    """Put a text at a path; no text takes away what is there."""
    if text is not None:
        put_text(path, text)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StopRun(
            f"{path}: cannot be taken away ({error.strerror or error}); the graph is safe"
        ) from None
