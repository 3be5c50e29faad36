import {
  ContractMismatch,
  HubError,
  HubErrors,
  HubRefused,
  HubTimeout,
  HubUnreachable,
} from "@wellspring/client";
import type { Trouble } from "./words.js";

export interface Told {
  readonly trouble: Trouble;
  readonly status: 401 | 404 | 500 | 503;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What a visitor is told of an error: which, and when to come back; never how. */
export function told(error: unknown): Told {
  if (error instanceof HubUnreachable) return { trouble: "away", status: 503, retryAfter: 30 };
  if (error instanceof HubTimeout) return { trouble: "slow", status: 503, retryAfter: 30 };
  if (error instanceof ContractMismatch) return { trouble: "mismatch", status: 503, retryAfter: 300 };
  const code = codeOf(error);
  if (code?.startsWith("PREVIEW_")) return { trouble: "previewOver", status: 401 };
  // An address that somebody made up: a cursor of no list, say.
  if (code === "BAD_INPUT") return { trouble: "missing", status: 404 };
  if (error instanceof HubRefused) {
    const trouble = error.status === 429 || code === "BUSY" ? "busy" : "failed";
    return { trouble, status: 503, retryAfter: error.retryAfter ?? 60 };
  }
  if (error instanceof HubError) return { trouble: "failed", status: 503, retryAfter: 60 };
  return { trouble: "failed", status: 500 };
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof HubRefused) return error.code;
  if (error instanceof HubErrors) return error.errors[0]?.extensions?.code;
  return undefined;
}

/** For whoever runs the site: the client's errors say all there is to know, ours need their stack. */
export function noted(error: unknown, address: string): void {
  if (error instanceof HubError) console.error(`${address}: ${error.name}: ${error.message}`);
  else console.error(address, error);
}
