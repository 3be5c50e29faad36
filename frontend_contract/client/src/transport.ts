import { HubError, HubRefused, HubTimeout, HubUnreachable } from "./errors.js";
import type { Request } from "./requests.js";

/** A response, read to its end. */
export interface Received {
  /** Where it came from at last, without what was asked. */
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds for everything, the body included. */
  readonly timeout: number;
}

/** Characters: many times what the hub's limits let it answer. */
const LONGEST = 20_000_000;

/** One attempt. Throws a `HubError`, or the reason of `signal` where that was aborted. */
export async function exchanged(
  request: Request,
  transport: Transport,
  signal?: AbortSignal,
): Promise<Received> {
  signal?.throwIfAborted();
  const clock = AbortSignal.timeout(transport.timeout);
  try {
    const response = await transport.fetch(request.address, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      credentials: "omit",
      signal: signal ? AbortSignal.any([signal, clock]) : clock,
    });
    const { status, headers, url } = response;
    return { address: withoutParams(url || request.address), status, headers, text: await textOf(response) };
  } catch (error) {
    signal?.throwIfAborted();
    if (clock.aborted) throw new HubTimeout(transport.timeout);
    if (error instanceof HubError) throw error;
    const address = withoutParams(request.address);
    throw new HubUnreachable(`Nothing answers at ${address}: ${reasonOf(error)}.`, { cause: error });
  }
}

function withoutParams(address: string): string {
  return address.replace(/\?.*/, "");
}

/** To its end, unless that does not come. */
async function textOf({ body, status }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length <= LONGEST) continue;
    await reader?.cancel();
    throw new HubRefused(`The hub answered ${status}: more than ${LONGEST} characters`, { status });
  }
  return text + decoder.decode();
}

/** Down, of another name, with a certificate that is not believed: what fetch fails with keeps it to itself. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
