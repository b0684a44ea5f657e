"""A trained model on disk: ``model.json`` its settings, ``model.npz`` its arrays; no code, no pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT = "polnear-sm"
FORMAT = 3
# Models of format 1 learnt without the rules' advice, those of format 2 with it for the ranker alone and
# without sources other than the likeliest: what they do not know comes last in every table and row.
_READABLE = (1, 2, FORMAT)
# From this format on a model weighs more than one source for a cue.
OTHERS = 3
_SETTINGS, _ARRAYS = "model.json", "model.npz"

# The arrays of the tagger's networks; word vectors stand with the first one, for all.
_NETWORKS = ("tagger.", "tagger2.", "tagger3.")
_SHARED = ("static", "static_keys", "static_rows")

Settings = Mapping[str, object]
Arrays = dict[str, "NDArray[np.generic]"]


def shipped() -> list[str]:
    """The names of the models in the package."""
    return sorted(entry.name for entry in _data().iterdir() if (entry / _SETTINGS).is_file())


def read_model(path_or_name: str) -> tuple[Settings, Arrays]:
    """The settings and arrays of the model in a folder, or of a name that comes with the package.

    Raises ``UsageError`` where there is none, or none that this version can read.
    """
    import numpy as np

    folder = _folder(path_or_name)
    with _no_model(path_or_name):
        settings = json.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
        if settings["format"] not in _READABLE:
            raise UsageError(
                f"{path_or_name}: model format {settings['format']}, need {FORMAT}; train it again"
            )
        with (folder / _ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return settings, dict(archive)


def digest(path_or_name: str) -> str:
    """Sixteen hexadecimal digits that stand for the bytes of the model's two files.

    Raises ``UsageError`` where there is no model.
    """
    folder, found = _folder(path_or_name), hashlib.sha256()
    with _no_model(path_or_name):
        for name in (_SETTINGS, _ARRAYS):
            found.update((folder / name).read_bytes())
    return found.hexdigest()[:16]


def write_model(folder: Path, settings: Settings, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Writes ``model.json`` and ``model.npz`` into the folder, which is made if need be."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    (folder / _SETTINGS).write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, **{key: arrays[key] for key in sorted(arrays)})


def part_of(arrays: Mapping[str, NDArray[np.generic]], prefix: str) -> Arrays:
    """The arrays whose names begin so, without that beginning."""
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def networks_of(arrays: Mapping[str, NDArray[np.generic]]) -> list[Arrays]:
    """The arrays of each of the tagger's networks."""
    parts = [part for prefix in _NETWORKS if (part := part_of(arrays, prefix))]
    shared = {name: parts[0][name] for name in _SHARED} if parts else {}
    return [{**shared, **part} for part in parts]


def arrays_of(networks: Sequence[Arrays]) -> Arrays:
    """The other way round: one collection of arrays from those of each network."""
    return {
        prefix + name: array
        for number, (prefix, part) in enumerate(zip(_NETWORKS, networks, strict=False))
        for name, array in part.items()
        if not number or name not in _SHARED
    }


def _data() -> Traversable:
    return files("claimgraph.extract") / "data"


def _folder(path_or_name: str) -> Traversable:
    """A shipped model's name means that model, wherever one stands; ``./NAME`` is a folder of that name."""
    folder = Path(path_or_name)
    return folder if folder.is_dir() and path_or_name not in shipped() else _data() / path_or_name


@contextmanager
def _no_model(path_or_name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, KeyError, ValueError) as error:
        reason = str(error) or type(error).__name__
        hint = f"name a folder that `claimgraph train` wrote, or one of {', '.join(shipped())}"
        raise UsageError(f"{path_or_name}: no attribution model ({reason}); {hint}") from None
