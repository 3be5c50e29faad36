import type { Operation } from "./document.js";

/** Addresses longer than this are not passed on by every server on the way. */
const LONGEST_ADDRESS = 4000;

export interface Request {
  readonly address: string;
  readonly method: "GET" | "POST";
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export interface Params {
  readonly documentId?: string;
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: unknown;
}

/** Only what is set; the variables' keys in one order, so that the same question has one address for caches on the way. */
export function paramsOf({ hash, text, name }: Operation, variables: unknown): Params {
  const given = sorted(variables);
  return {
    ...(hash === undefined ? { query: text } : { documentId: hash }),
    ...(name === undefined ? {} : { operationName: name }),
    ...(isObject(given) && Object.keys(given).length > 0 ? { variables: given } : {}),
  };
}

/** By GET, which caches on the way keep, where it fits into an address. */
export function reading(url: string, params: Params): Request {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params)) {
    address.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  if (address.href.length > LONGEST_ADDRESS) return posting(url, params);
  return { address: address.href, method: "GET", headers: {} };
}

export function posting(url: string, params: Params): Request {
  const headers = { "Content-Type": "application/json" };
  return { address: url, method: "POST", headers, body: JSON.stringify(params) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, held]) => [name, sorted(held)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
