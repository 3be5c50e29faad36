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

// The hub knows no such document, or its schema has not what the document asks for.
const MISMATCHES = new Set(["PERSISTED_QUERY_NOT_FOUND", "VALIDATION_FAILED"]);

/** The answer that was received, or an error that says what came instead. */
export function answerOf<Data>(received: Received, operation: string): Answer<Data> {
  const body = bodyOf(received.text);
  if (body === undefined) throw refused(received, "something that is no GraphQL");
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
  if (MISMATCHES.has(first.extensions?.code ?? "")) {
    const hub = received.headers.get("x-contract") ?? undefined;
    return new ContractMismatch(operation, CONTRACT, hub, first.message);
  }
  if (received.status === 200) return new HubErrors(operation, body.errors, body.data);
  return refused(received, first.message, first);
}

function refused(received: Received, what: string, error?: FieldError): HubRefused {
  const retryAfter = Number.parseInt(received.headers.get("retry-after") ?? "", 10);
  return new HubRefused(`The hub answered ${received.status}: ${what}`, {
    status: received.status,
    code: error?.extensions?.code,
    id: error?.extensions?.id,
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
  });
}
