import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { verifyWebhook, WebhookRefused } from "../dist/index.js";

const KEY = Buffer.from("a secret that only hub and site know");
const SECRET = `whsec_${KEY.toString("base64")}`;
const BODY = JSON.stringify({ type: "content.changed", data: { tags: ["page-12"], pages: [] } });

function signed({ id = "msg_1", at = Math.floor(Date.now() / 1000), body = BODY, key = KEY } = {}) {
  const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": `v1,${signature}` };
}

test("the hub's message is read", async () => {
  const message = await verifyWebhook(SECRET, signed(), BODY);
  assert.deepEqual(message.data.tags, ["page-12"]);
});

test("from fetch's headers, too", async () => {
  await verifyWebhook(SECRET, new Headers(signed()), BODY);
});

test("from those that kept their capitals, and a body of bytes", async () => {
  const capitals = Object.entries(signed()).map(([name, value]) => [
    name.replace(/\b\w/g, (one) => one.toUpperCase()),
    value,
  ]);
  await verifyWebhook(SECRET, Object.fromEntries(capitals), Buffer.from(BODY));
});

test("one of several signatures is enough, while a secret is changed", async () => {
  const headers = signed();
  const other = signed({ key: Buffer.from("another") })["webhook-signature"];
  headers["webhook-signature"] = `v1a,??? ${other} ${headers["webhook-signature"]}`;
  await verifyWebhook(SECRET, headers, BODY);
});

const now = () => Math.floor(Date.now() / 1000);
for (const [what, headers, body = BODY] of [
  ["another body", signed(), `${BODY} `],
  ["another key", signed({ key: Buffer.from("another") })],
  ["no signature", { ...signed(), "webhook-signature": undefined }],
  ["a signature that is no base64", { ...signed(), "webhook-signature": "v1,%%%" }],
  [
    "another version of signing",
    { ...signed(), "webhook-signature": signed()["webhook-signature"].replace("v1", "v2") },
  ],
  ["an old message", signed({ at: now() - 600 })],
  ["one of a time to come", signed({ at: now() + 600 })],
  ["a time that is none", { ...signed(), "webhook-timestamp": "soon" }],
]) {
  test(`${what} is refused`, () => assert.rejects(verifyWebhook(SECRET, headers, body), WebhookRefused));
}

for (const secret of [undefined, "", "whsec_", "whsec_%%%"]) {
  test(`a secret like ${JSON.stringify(secret)} is the site's own mistake`, async () => {
    await assert.rejects(verifyWebhook(secret, signed(), BODY), {
      name: "TypeError",
      message: /secret must be/,
    });
  });
}

test("so is a body that was parsed, whose signature cannot fit", async () => {
  await assert.rejects(verifyWebhook(SECRET, signed(), JSON.parse(BODY)), {
    name: "TypeError",
    message: /not what was parsed/,
  });
});
