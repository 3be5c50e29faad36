"""The demo pool into the hub: a fictional company's content, and people to look at it."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from hub.assets.models import Asset
from hub.brand.models import Brand
from hub.taxonomy import seeding as taxonomy

from . import landing, logins, menus, reviewing

TAXONOMY = Path(__file__).with_name("taxonomy.toml")


def pool() -> Path | None:
    """What an empty hub is filled with; None where the owner wants it empty."""
    return Path(settings.DEMO_POOL) if settings.DEMO_POOL else None


def wanted() -> bool:
    """Nothing in the pool, or a seeding that was interrupted half-way."""
    return pool() is not None and (_unfinished().exists() or not Asset.objects.exists())


def seed() -> list[logins.Login]:
    """Fill the pool; return the logins it made. Doing it again adds only what is missing."""
    folder = pool()
    if folder is None or not folder.is_dir():
        raise NotADirectoryError(f"DEMO_POOL is no folder: {folder}")
    _unfinished().touch()
    taxonomy.seed()
    taxonomy.seed(TAXONOMY)
    Brand.objects.get_or_create(defaults={"name": "Ridgewell", "name_zh": "睿泉科技"})
    _import(folder)
    landing.seed()
    menus.seed()
    created = logins.ensure(list(logins.PEOPLE))
    reviewing.expect()
    _unfinished().unlink()
    return created


def _import(folder: Path) -> None:
    try:
        call_command("import_assets", str(folder), preset="plain", publish=True)
    except SystemExit as end:
        # Files that failed are listed by now, and the others are in: the hub starts with those.
        if end.code == 130:
            raise KeyboardInterrupt from end


def _unfinished() -> Path:
    return settings.DATA_DIR / "demo-unfinished"
