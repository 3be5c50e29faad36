import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type Answered, refusal } from "./answering.js";

/** What goes wrong, for how long. */
export interface Trouble {
  readonly kind: "down" | "slow" | "refusing" | "garbled" | "failing" | "newer";
  /** `slow`: milliseconds before each answer. */
  readonly delay?: number;
  /** `refusing`: with which status; 503 where it is not said. */
  readonly status?: number;
  /** Only this operation. */
  readonly operation?: string;
  /** How many times; until it is ended where it is not said. */
  readonly times?: number;
}

const KINDS = ["down", "slow", "refusing", "garbled", "failing", "newer"];

export function isTrouble(given: unknown): given is Trouble {
  return typeof given === "object" && given !== null && "kind" in given && KINDS.includes(String(given.kind));
}

/** Lets what goes wrong go wrong. What it returns is answered instead; undefined for the usual answer. */
export async function troubled(trouble: Trouble, response: ServerResponse): Promise<Answered | undefined> {
  switch (trouble.kind) {
    case "down":
      response.destroy();
      return undefined;
    case "slow":
      await setTimeout(trouble.delay ?? 3000, undefined, { ref: false });
      return undefined;
    case "refusing":
      return refusal(trouble.status ?? 503, "INTERNAL", "The mock was told to refuse.");
    case "garbled":
      return { status: 200, body: undefined };
    case "failing":
      return {
        status: 200,
        body: {
          data: null,
          errors: [{ message: "Told to fail.", extensions: { code: "INTERNAL", id: "mock" } }],
        },
      };
    case "newer":
      return refusal(400, "PERSISTED_QUERY_NOT_FOUND", "The mock plays a hub of a later contract.");
  }
}
