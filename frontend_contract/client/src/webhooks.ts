/** What the hub tells of a change: `data.tags` meet the tags of the answers that it makes stale. */
export interface ContentChanged {
  /** `content.changed`, or `webhook.test`. */
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    /** `published`, `updated`, `unpublished` …: docs/delivery.md has them all. */
    readonly reasons: ReadonlyArray<string>;
    /** Those that changed themselves, as they were and as they are; what shows them is told by the tags. */
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

/**
 * The message of a webhook as https://www.standardwebhooks.com signs it. `body` is the request's, untouched.
 * Throws `WebhookRefused` for what the hub did not sign, and `TypeError` where the site calls it wrongly.
 */
export async function verifyWebhook(
  secret: string | undefined,
  headers: Headers | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>,
  body: string | Uint8Array,
): Promise<ContentChanged> {
  const key = await keyOf(secret);
  const text = textOf(body);
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
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  for (const signature of signatures.split(" ")) {
    const [version, encoded = ""] = signature.split(",");
    const bytes = version === "v1" ? bytesOf(encoded) : undefined;
    if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return messageOf(text);
  }
  throw new WebhookRefused("The signature does not fit.");
}

function headerOf(headers: Parameters<typeof verifyWebhook>[1], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : found?.[0];
}

function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  throw new TypeError("`body` must be the request's as it came, text or bytes: not what was parsed of it.");
}

/** The key's bytes are what follows `whsec_`, in base64. */
async function keyOf(secret: string | undefined): Promise<CryptoKey> {
  const bytes = bytesOf(secret?.replace(/^whsec_/, "") ?? "");
  if (!bytes?.length)
    throw new TypeError("The webhook secret must be `whsec_` and base64, as the hub showed it.");
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
