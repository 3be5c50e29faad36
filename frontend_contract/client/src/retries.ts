import { HubError, HubRefused, HubUnreachable } from "./errors.js";

/** Milliseconds of the first wait, on average; each further one is twice as long. */
const FIRST_WAIT = 200;
/** Milliseconds: a hub that asks for longer is not waited for. */
const LONGEST_WAIT = 5000;

/** What `attempt` gives; tried again, up to `retries` times, where that may help. */
export async function retried<T>(
  attempt: () => Promise<T>,
  retries: number,
  signal?: AbortSignal,
): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const wait = tried < retries ? waitAfter(error, tried) : undefined;
      if (wait === undefined) throw error;
      await pause(wait, signal);
    }
  }
}

/** Milliseconds to wait; undefined where trying again does not help, or not soon. */
function waitAfter(error: unknown, tried: number): number | undefined {
  if (!(error instanceof HubError) || !isPassing(error)) return undefined;
  const asked = error instanceof HubRefused ? (error.retryAfter ?? 0) * 1000 : 0;
  // Spread out, so that all who were turned away together do not come back together.
  const own = FIRST_WAIT * 2 ** tried * (0.5 + Math.random());
  const wait = Math.max(asked, own);
  return wait <= LONGEST_WAIT ? wait : undefined;
}

function isPassing(error: HubError): boolean {
  if (error instanceof HubUnreachable) return true;
  if (!(error instanceof HubRefused)) return false;
  // What took too long once takes too long again.
  return error.status === 429 || (error.status >= 500 && error.code !== "LIMIT_EXCEEDED");
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
