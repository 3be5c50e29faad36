from collections.abc import Callable
from pathlib import Path

import pytest

from hub.assets.models import Asset
from hub.importing import mapping
from hub.importing.report import FileReport, Outcome, Report
from hub.importing.run import Import, Options

Runner = Callable[..., Report]


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    folder = tmp_path / "pool"
    folder.mkdir()
    return folder


@pytest.fixture
def write(pool: Path) -> Callable[[str, str | bytes], Path]:
    def write(path: str, content: str | bytes) -> Path:
        file = pool / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return write


@pytest.fixture
def run(db, pool: Path, settings, tmp_path: Path) -> Runner:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(rules: str = "", preset: str = "plain", path: Path | None = None, **options) -> Report:
        chosen = mapping.loads(rules) if rules else mapping.preset(preset)
        options = {"publish": True, **options}
        return Import(Options(path=path or pool, mapping=chosen, **options)).run()

    return run


def of(report: Report, path: str) -> FileReport:
    return next(file for file in report.files if file.path == path)


def asset(external_id: str):
    return Asset.objects.get(external_id=external_id).specific


def counts(report: Report) -> tuple[int, int, int, int]:
    wanted = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.FAILED)
    return tuple(report.count(outcome) for outcome in wanted)  # type: ignore[return-value]
