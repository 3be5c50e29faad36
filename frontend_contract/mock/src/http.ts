import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answered, Question } from "./answering.js";

/** What a request asks for; undefined where it cannot be read. */
export async function questionOf(request: IncomingMessage, address: URL): Promise<Question | undefined> {
  const token = request.headers["x-preview-token"];
  const shown = token === undefined ? {} : { previewToken: String(token) };
  if (request.method === "POST") {
    const asked = asObject(await bodyOf(request));
    return asked && { ...asked, ...shown };
  }
  const { variables, ...given } = Object.fromEntries(address.searchParams);
  return { ...given, ...(variables === undefined ? {} : { variables: asObject(variables) ?? {} }), ...shown };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

export function asObject(text: string): Record<string, unknown> | undefined {
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === "object" && given !== null ? { ...given } : undefined;
  } catch {
    return undefined;
  }
}

// Pages of other sites may ask from a browser, as with `CORS_ORIGINS=*`.
const TO_ALL = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Retry-After, Surrogate-Key, X-Contract",
};

/** What a browser asks before it sends what a form could not. */
export function preflight(response: ServerResponse): void {
  const allowed = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match, X-Preview-Token",
  };
  response.writeHead(204, { ...TO_ALL, ...allowed }).end();
}

/** As the hub sends it: with an ETag, and nothing where the client has it already. */
export function send(
  answer: Answered,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
): void {
  const text = answer.body === undefined ? "<h1>This is no GraphQL</h1>" : JSON.stringify(answer.body);
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const all = {
    ...headers,
    ...TO_ALL,
    "Surrogate-Key": answer.tags ?? "",
    "Content-Type": "application/json",
  };
  if (answer.status !== 200 || request.method !== "GET") {
    response.writeHead(answer.status, all).end(text);
  } else if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { ...TO_ALL, ETag: etag }).end();
  } else {
    response.writeHead(200, { ...all, ETag: etag }).end(text);
  }
}
