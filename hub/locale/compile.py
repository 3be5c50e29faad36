"""Makes the .mo files that Django reads: `python hub/locale/compile.py`."""

from pathlib import Path

import polib

if __name__ == "__main__":
    for path in Path(__file__).parents[1].glob("**/locale/*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        print(path.with_suffix(".mo"))
