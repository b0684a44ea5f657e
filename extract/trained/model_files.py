"""A trained model on disk: ``model.json`` its settings, ``model.npz`` its arrays; no code, no pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
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
FORMAT = 2
# The ranker of a model of format 1 learnt without the rules' advice, whose columns come last.
_READABLE = (1, FORMAT)
_SETTINGS, _ARRAYS = "model.json", "model.npz"

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
