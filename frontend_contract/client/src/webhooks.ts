/** What the hub tells of a change: `data.tags` meet the tags of the answers that it makes stale. */
export interface ContentChanged {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly reasons: ReadonlyArray<string>;
    readonly pages: ReadonlyArray<ChangedPage>;
    readonly tags: ReadonlyArray<string>;
    readonly urls: ReadonlyArray<string>;
  };
}

export interface ChangedPage {
  readonly id: string;
  readonly path: string;
  readonly url: string;
  readonly locale: string;
  readonly kind: string;
}

/** The message is not the hub's, or too old to be believed: answer 401, and do nothing. */
export class WebhookRefused extends Error {
  override name = "WebhookRefused";
}

/** Seconds that a message's clock may be off, so that an overheard one cannot be sent again for long. */
const TOLERANCE = 5 * 60;

/** The message of a webhook as https://www.standardwebhooks.com signs it. `body` is the request's, untouched. */
export async function verifyWebhook(
  secret: string,
  headers: Headers | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>,
  body: string,
): Promise<ContentChanged> {
  const given = (name: string) => headerOf(headers, name);
  const [id, timestamp, signatures] = [
    given("webhook-id"),
    given("webhook-timestamp"),
    given("webhook-signature"),
  ];
  if (!id || !timestamp || !signatures) throw new WebhookRefused("A header of the signature is missing.");
  // NaN, too, is not within the tolerance.
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE)) {
    throw new WebhookRefused("The message is too old, or from a clock that is wrong.");
  }
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const key = await keyOf(secret);
  for (const signature of signatures.split(" ")) {
    const [version, encoded = ""] = signature.split(",");
    const bytes = version === "v1" ? bytesOf(encoded) : undefined;
    if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return messageOf(body);
  }
  throw new WebhookRefused("The signature does not fit.");
}

function headerOf(headers: Parameters<typeof verifyWebhook>[1], name: string): string | undefined {
  const found = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof found === "string" ? found : found?.[0];
}

/** The key's bytes are what follows `whsec_`, in base64. */
async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ""));
  if (!bytes?.length) throw new TypeError("The webhook secret must be base64, after `whsec_`.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function messageOf(body: string): ContentChanged {
  // Signed by the hub, so it is what the hub says it is.
  return JSON.parse(body) as ContentChanged;
}
