import { HubTimeout, HubUnreachable } from "./errors.js";
import type { Request } from "./requests.js";

/** A response, read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds for everything, the body included. */
  readonly timeout: number;
}

/** One attempt. Throws `HubTimeout`, `HubUnreachable`, or the reason of `signal` where that was aborted. */
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
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    if (clock.aborted) throw new HubTimeout(transport.timeout);
    throw new HubUnreachable(`Nothing answers at ${request.address.split("?")[0]}.`, { cause: error });
  }
}
