"""Files that take long to make, made once and kept in a folder. Nothing serves it by itself: views ask who may see."""

import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

_log = logging.getLogger(__name__)


class FileCache:
    """Makes one file at a time: whoever asked for the same one meanwhile finds it made, and memory is that of one."""

    def __init__(self) -> None:
        self._making = threading.Lock()

    def get(self, path: Path, make: Callable[[], bytes], replaces: Iterable[Path]) -> bytes:
        """The file at `path`, made where it is not there; then what it `replaces` is deleted, files or folders, but for
        itself. Where it cannot be written it is given all the same."""
        if (found := _read(path)) is not None:
            return found
        with self._making:
            if (found := _read(path)) is not None:
                return found
            made = make()
            try:
                _write(path, made)
                _delete(old for old in replaces if not path.is_relative_to(old))
            except OSError:
                _log.exception("%s could not be kept", path)
            return made


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
