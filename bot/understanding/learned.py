"""The model an office reads with: what `train` wrote for it, or the shipped one.

The file is looked at when told, and taken up whole or not at all; a reading keeps the model that it
began with.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from bot.understanding.model import BadModel, Model, load

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "data" / "model.bin"
LEARNED = "model.bin"
"""In DATA_DIR: the model that `train` made from the office's own corrections."""

_AXES = {"kind", "group", "info_type", "sentiment", "danger"}
_Stamp = tuple[int, int, int] | None


class Learned:
    """The model of a file, where one is named and there."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: _Stamp = None
        self._model: Model | None = None

    @property
    def model(self) -> Model:
        if self._model is None:
            self.renew()
        return self._model or shipped_model()

    def renew(self) -> bool:
        """Takes the file up if it appeared, changed or vanished since; whether there is another
        model now. A file that is none is logged once and left aside. Takes 50 ms then: run it in a
        thread."""
        seen = _stamp(self._path)
        if self._model is not None and seen == self._seen:
            return False
        before, self._seen = self._model, seen
        try:
            self._model = _whole(load(self._path)) if self._path and seen else shipped_model()
        except (BadModel, OSError) as error:
            log.warning("the learned model is left aside: %s", error)
            self._model = before or shipped_model()
        return before is not None and self._model is not before


@cache
def shipped_model() -> Model:
    """The model that comes with the bot."""
    return load(SHIPPED)


def _stamp(path: Path | None) -> _Stamp:
    """What tells a file from the one that was there before; None where there is none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return found and (found.st_mtime_ns, found.st_size, found.st_ino)


def _whole(model: Model) -> Model:
    """The model, if it answers all that a reading says, with all the limits that this version of
    the bot reads by. Raises BadModel."""
    if not model.axes.keys() >= _AXES:
        raise BadModel("it answers other questions")
    if not model.header.limits.keys() >= shipped_model().header.limits.keys():
        raise BadModel("it was learned by another version, learn again")
    return model
