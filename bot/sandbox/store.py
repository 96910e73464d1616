"""Where the sandbox keeps its state: one JSON file and the files that were sent.

Rules: a write is atomic (a temporary file, then a rename), so a crash leaves the old state.
Without a folder everything stays in memory.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

STATE = "sandbox.json"
FILES = "sandbox-files"


class Store:
    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}
        self.lasting = folder is not None

    def load(self) -> dict[str, Any]:
        if self._folder is None or not (self._folder / STATE).exists():
            return {}
        state: dict[str, Any] = json.loads((self._folder / STATE).read_text(encoding="utf-8"))
        return state

    def save(self, state: dict[str, Any]) -> None:
        if self._folder is not None:
            text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
            _write(self._folder / STATE, text.encode())

    def keep_file(self, key: str, data: bytes) -> None:
        if self._folder is None:
            self._memory[key] = data
        else:
            _write(self._folder / FILES / _safe(key), data)

    def file(self, key: str) -> bytes | None:
        if self._folder is None:
            return self._memory.get(key)
        path = self._folder / FILES / _safe(key)
        return path.read_bytes() if path.is_file() else None

    def drop_file(self, key: str) -> None:
        self._memory.pop(key, None)
        if key and self._folder is not None:
            (self._folder / FILES / _safe(key)).unlink(missing_ok=True)


def _safe(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", key)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
