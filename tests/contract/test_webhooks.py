"""What the hub signs, the client believes."""

import json
import subprocess
import time

import pytest
from django.utils import timezone

from hub.delivery import messages, signing

from .promised import FOLDER

VERIFY = """
import { text } from "node:stream/consumers";
import { verifyWebhook } from "./client/dist/index.js";
const { secret, headers, body } = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await verifyWebhook(secret, headers, body)));
"""
MESSAGE = messages.message("content.changed", timezone.now(), ["published"], [], ["page-12"])
BODY = json.dumps(MESSAGE, ensure_ascii=False)


def verified(secret: str, headers: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    given = json.dumps({"secret": secret, "headers": headers, "body": BODY})
    return subprocess.run(
        ["node", "--input-type=module", "-e", VERIFY],
        cwd=FOLDER,
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def secrets():
    return [signing.new_secret(), signing.new_secret()]


def test_a_message_is_read(secrets):
    new, old = secrets
    headers = signing.headers("msg_1", int(time.time()), BODY.encode(), [new, old])
    for secret in secrets:
        assert json.loads(verified(secret, headers).stdout) == MESSAGE


def test_another_hubs_is_not(secrets):
    mine, other = secrets
    headers = signing.headers("msg_1", int(time.time()), BODY.encode(), [other])
    assert "WebhookRefused" in verified(mine, headers).stderr
