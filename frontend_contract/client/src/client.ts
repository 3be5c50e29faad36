import { type Answer, answerOf } from "./answers.js";
import { type Operation, operationOf, type TypedDocument } from "./document.js";
import { Kept } from "./kept.js";
import { paramsOf, posting, type Request, reading } from "./requests.js";
import { retried } from "./retries.js";
import { exchanged } from "./transport.js";

export interface ClientOptions {
  /** The hub's GraphQL address: `https://hub.example.com/graphql/`. */
  readonly url: string;
  /** An API key; for servers only, since whoever has a page has its scripts. */
  readonly key?: string | undefined;
  /** Shows the draft that an editor previews, as the address of the preview brings it. */
  readonly previewToken?: string | undefined;
  /** The language in which the hub says why things fit, by its locale: `zh-hans`. */
  readonly language?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Milliseconds for each attempt. */
  readonly timeout?: number | undefined;
  /** How often a query is tried again. */
  readonly retries?: number | undefined;
  /** How many answers are kept to be confirmed instead of sent again; 0 for none. */
  readonly cache?: number | undefined;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
}

// Without required variables, none need be given.
type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: AskOptions]
    : [variables: Variables, options?: AskOptions];

// What is asked for says what it takes (`NoInfer`), so that a name that it does not know is an error.
export interface Client {
  /** The operation's data. Throws a `HubError`, or the signal's reason where it was aborted. */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...given: Given<NoInfer<Variables>>
  ): Promise<Data>;
  /** The data with the names of what it is made of, for whoever keeps what is made of it. */
  answer<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...given: Given<NoInfer<Variables>>
  ): Promise<Answer<Data>>;
  /** Sent once: whoever does not know whether it arrived may send it again. */
  mutate<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...given: Given<NoInfer<Variables>>
  ): Promise<Data>;
}

interface Confirmable {
  readonly etag: string;
  readonly answer: Answer<unknown>;
}

export function createClient(options: ClientOptions): Client {
  const { url, retries = 2, cache = 200 } = options;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new TypeError(
      `\`url\` must be the hub's address, as https://hub.example.com/graphql/; it is "${url}".`,
    );
  }
  // As a method of `options` it would be called on what is not the window.
  const transport = {
    fetch: options.fetch ?? ((...given) => fetch(...given)),
    timeout: options.timeout ?? 10_000,
  };
  const headers = headersOf(options);
  const kept = new Kept<Confirmable>(options.previewToken === undefined ? cache : 0);

  async function ask<Data>(request: Request, operation: string, signal?: AbortSignal): Promise<Answer<Data>> {
    const known = kept.get(request.address);
    const confirming = known ? { "If-None-Match": known.etag } : {};
    const sent = { ...request, headers: { ...headers, ...request.headers, ...confirming } };
    const received = await exchanged(sent, transport, signal);
    // Under one address is kept what one document with one set of variables was answered.
    if (known && received.status === 304) return known.answer as Answer<Data>;
    const answer = answerOf<Data>(received, operation);
    const etag = received.headers.get("etag");
    if (request.method === "GET" && etag !== null) kept.set(request.address, { etag, answer });
    return answer;
  }

  const client: Client = {
    async answer<Data, Variables>(document: TypedDocument<Data, Variables>, ...given: Given<Variables>) {
      const [variables, { signal } = {}] = given;
      const operation = operationOf(document);
      if (operation.isMutation)
        throw new TypeError(`${nameOf(operation)} is a mutation: \`mutate\` sends it.`);
      const request = reading(url, paramsOf(operation, variables));
      return retried(() => ask<Data>(request, nameOf(operation), signal), retries, signal);
    },
    async query(document, ...given) {
      return (await client.answer(document, ...given)).data;
    },
    async mutate<Data, Variables>(document: TypedDocument<Data, Variables>, ...given: Given<Variables>) {
      const [variables, { signal } = {}] = given;
      const operation = operationOf(document);
      const request = posting(url, paramsOf(operation, variables));
      return (await ask<Data>(request, nameOf(operation), signal)).data;
    },
  };
  return client;
}

function nameOf({ name }: Operation): string {
  return name ?? "an operation without a name";
}

function headersOf({ key, previewToken, language }: ClientOptions): Record<string, string> {
  return {
    Accept: "application/graphql-response+json, application/json;q=0.9",
    ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
    ...(previewToken === undefined ? {} : { "X-Preview-Token": previewToken }),
    ...(language === undefined ? {} : { "Accept-Language": language }),
  };
}
