"""GraphQL over HTTP as the specification has it: the public suite of audits, run against the live server."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import factories

AUDIT = Path(__file__).with_name("audit")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_audit_passes(live_server):
    assert (AUDIT / "node_modules").is_dir(), "the audits are not installed: run .ci/node"
    done = subprocess.run(
        ["node", "audit.js", f"{live_server.url}/graphql/", factories.viewer_key("delivery")],
        cwd=AUDIT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) >= 61
