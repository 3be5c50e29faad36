import { ContractMismatch, type FieldError, HubErrors, HubRefused } from "./errors.js";
import { CONTRACT } from "./generated/contract.js";
import type { Received } from "./transport.js";

/** What came back for an operation. */
export interface Answer<Data> {
  readonly data: Data;
  /** Names of what it is made of: a webhook's `tags` that meet them say that it changed. */
  readonly tags: ReadonlyArray<string>;
}

interface Body {
  readonly data?: unknown;
  readonly errors: ReadonlyArray<FieldError>;
}

const NOT_KNOWN = "PERSISTED_QUERY_NOT_FOUND";
// The hub knows no such document, or its schema has not what the document asks for.
const MISMATCHES = new Set([NOT_KNOWN, "VALIDATION_FAILED"]);

/** The answer that was received, or an error that says what came instead. */
export function answerOf<Data>(received: Received, operation: string): Answer<Data> {
  const body = bodyOf(received.text);
  if (body === undefined) throw refused(received, `${typeOf(received)}, no GraphQL`);
  const [first] = body.errors;
  if (first) throw failure(received, operation, body, first);
  if (received.status !== 200 || body.data == null) throw refused(received, "no data");
  // Typed by the schema, which the hub answers by.
  const data = body.data as Data;
  return { data, tags: received.headers.get("surrogate-key")?.split(" ") ?? [] };
}

function bodyOf(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (!isObject(body) || Array.isArray(body)) return undefined;
    const errors = Array.isArray(body.errors) ? body.errors.filter(isObject) : [];
    return { data: body.data, errors: errors.map(errorOf) };
  } catch {
    return undefined;
  }
}

function errorOf(given: Readonly<Record<string, unknown>>): FieldError {
  return { ...given, message: String(given.message ?? "An error without a word.") };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function failure(received: Received, operation: string, body: Body, first: FieldError): Error {
  const code = first.extensions?.code ?? "";
  const hub = received.headers.get("x-contract") ?? undefined;
  const detail =
    code === NOT_KNOWN ? `it was not told of ${operation} (manage.py trust_documents)` : first.message;
  // Where both keep the same contract, what is wrong is what was asked.
  if (MISMATCHES.has(code) && hub !== CONTRACT) return new ContractMismatch(operation, CONTRACT, hub, detail);
  if (received.status === 200) return new HubErrors(operation, body.errors, body.data);
  return refused(received, detail, first);
}

function typeOf({ headers }: Received): string {
  return headers.get("content-type")?.replace(/;.*/, "") || "something without a type";
}

function refused(received: Received, what: string, error?: FieldError): HubRefused {
  const retryAfter = Number.parseInt(received.headers.get("retry-after") ?? "", 10);
  return new HubRefused(`${received.address} answered ${received.status}: ${what}`, {
    status: received.status,
    code: error?.extensions?.code,
    id: error?.extensions?.id,
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
  });
}
