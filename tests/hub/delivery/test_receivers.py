"""What docs/delivery.md gives receivers to verify with, tried with what the hub signs."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.delivery.signing import headers, new_secret
from tests.patience import PATIENCE

DOCS = Path(__file__).parents[3] / "docs" / "delivery.md"
SECRET, BODY = new_secret(), '{"type": "content.changed", "data": {"urls": ["/zh/新闻"]}}'


def _written_in(language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", DOCS.read_text(), re.DOTALL).group(1)


def _in_python(secret: str, given: dict[str, str], body: str) -> bool:
    found: dict[str, Callable] = {}
    exec(_written_in("python"), found)
    return found["is_from_the_hub"](secret, given, body.encode())


def _in_typescript(secret: str, given: dict[str, str], body: str) -> bool:
    """Without its types, which Node does not know."""
    code = re.sub(r": (string|boolean|Record<[^>]*>)(?=[,) ])", "", _written_in("typescript"))
    asked = ", ".join(map(json.dumps, (secret, given, body)))
    script = f"{code}\nconsole.log(isFromTheHub({asked}))"
    run = subprocess.run(
        ["node", "--input-type=module", "-"],
        input=script,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert not run.stderr
    return run.stdout.strip() == "true"


VERIFIERS = [
    _in_python,
    pytest.param(
        _in_typescript,
        marks=pytest.mark.skipif(not shutil.which("node"), reason="no Node on this machine"),
    ),
]


def _signed(secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    return headers("msg_1", int(at or time.time()), BODY.encode(), [new_secret(), secret])


@pytest.mark.parametrize("verify", VERIFIERS)
class TestVerifying:
    def test_ours_is_believed(self, verify):
        assert verify(SECRET, _signed(), BODY)

    def test_that_of_another_is_not(self, verify):
        assert not verify(SECRET, _signed(new_secret()), BODY)

    def test_nor_another_body(self, verify):
        assert not verify(SECRET, _signed(), BODY.replace("新", "旧"))

    def test_nor_an_old_one(self, verify):
        assert not verify(SECRET, _signed(at=time.time() - 3600), BODY)

    @pytest.mark.parametrize(
        "odd",
        [
            {"webhook-timestamp": "soon"},
            {"webhook-timestamp": "9" * 5000},
            {"webhook-signature": ""},
            {"webhook-signature": "v1,签"},
        ],
    )
    def test_nor_what_is_no_signature_at_all(self, verify, odd):
        assert not verify(SECRET, {**_signed(), **odd}, BODY)
        assert not verify(SECRET, {}, BODY)
