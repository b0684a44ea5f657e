"""What a reading depends on besides its text: the model and the way of attributing, unloaded."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from ..errors import UsageError
from . import DEFAULT_ATTRIBUTION, DEFAULT_MODEL, RULES
from .trained.model_files import digest, shipped


def identity(model: str = DEFAULT_MODEL, attribution: str = DEFAULT_ATTRIBUTION) -> str:
    """The model with its version and the attribution method, as one line.

    A trained model in a folder is told from others by what is in its files. Raises ``UsageError`` where the
    model is not installed or the method is unknown.
    """
    return f"{Path(model).name} {model_version(model)}; attribution {_method(attribution)}"


def model_version(model: str) -> str:
    """The version of a spaCy pipeline, of its package or of a folder; ``UsageError`` where there is none."""
    folder = Path(model)
    if folder.is_dir():
        try:
            return str(json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("version", "0"))
        except (OSError, ValueError):
            raise UsageError(f"{model}: no spaCy pipeline in this folder (meta.json is missing)") from None
    try:
        if os.sep not in model:
            return metadata.version(model)
    except (metadata.PackageNotFoundError, ValueError):
        pass
    hint = f"pip install {model.replace('_', '-')}"
    raise UsageError(f"{model}: this spaCy model is not installed; install it with: {hint}")


@contextmanager
def names_listed(attribution: str) -> Iterator[None]:
    """What goes wrong with a method of this name is said with the names that there are."""
    try:
        yield
    except UsageError as error:
        names = ", ".join((RULES, *shipped()))
        raise UsageError(f"attribution {attribution!r}: choose from {names} ({error})") from None


def _method(name: str) -> str:
    """The name, with a digest of the files of a model that does not come with the package."""
    if name == RULES:
        return name
    with names_listed(name):
        return name if name in shipped() else f"{Path(name).name} {digest(name)}"
