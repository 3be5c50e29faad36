import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answered, refusal } from "./answering.js";
import { readContract } from "./contract.js";
import { asObject, bodyOf, preflight, questionOf, send } from "./http.js";
import { isTrouble, type Trouble, troubled } from "./trouble.js";

export interface MockOptions {
  /** Any free one where it is not said. */
  readonly port?: number;
  /** Texts of the site's own documents by their hashes, as graphql-codegen writes `persisted-documents.json`. */
  readonly documents?: Readonly<Record<string, string>>;
}

export interface Mock {
  /** What to give a client. */
  readonly url: string;
  /** Lets something go wrong from now on; without it, ends that. */
  trouble(wanted?: Trouble): void;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const LATER_CONTRACT = "99.0.0";
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#9ab" d="M0 0h16v9H0z"/></svg>';

export async function startMock({ port = 0, documents = {} }: MockOptions = {}): Promise<Mock> {
  const contract = readContract(documents);
  let going: Trouble | undefined;
  let left = 0;
  const server = createServer((request, response) => {
    // Whatever it was sent, it is there for the next one.
    respond(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, HOST, resolve));
  const origin = `http://${HOST}:${(server.address() as AddressInfo).port}`;

  function trouble(wanted?: Trouble): void {
    going = wanted;
    left = wanted?.times ?? Number.POSITIVE_INFINITY;
  }

  function troubleFor(operation: string | undefined): Trouble | undefined {
    if (!going || left === 0 || (going.operation ?? operation) !== operation) return undefined;
    left -= 1;
    return going;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Not with `origin` as its base: `//host` is another one then, and `//` none.
    const address = new URL(`${origin}${request.url}`);
    if (/^\/graphql\/?$/.test(address.pathname)) await answer(request, response, address);
    else if (address.pathname === "/trouble") await told(request, response);
    else response.writeHead(200, { "Content-Type": "image/svg+xml" }).end(PICTURE);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    if (request.method === "OPTIONS") return preflight(response);
    const question = await questionOf(request, address);
    if (!question) return send(refusal(400, "BAD_INPUT", "This is no JSON."), request, response, {});
    const wrong = troubleFor(question.operationName);
    const instead = wrong && (await troubled(wrong, response));
    if (response.destroyed) return;
    const version = wrong?.kind === "newer" ? LATER_CONTRACT : contract.version;
    send(instead ?? answered(contract, question, origin), request, response, { "X-Contract": version });
  }

  /** For tests in other processes and languages: PUT what goes wrong, DELETE ends it. */
  async function told(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wanted = request.method === "DELETE" ? undefined : asObject(await bodyOf(request));
    const known = request.method === "DELETE" || isTrouble(wanted);
    if (known) trouble(isTrouble(wanted) ? wanted : undefined);
    response.writeHead(known ? 204 : 400).end();
  }

  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }

  return { url: `${origin}/graphql/`, trouble, close };
}
