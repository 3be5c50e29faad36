/** What all errors of this client are, so that a site can tell them from its own. */
export class HubError extends Error {
  override name = "HubError";
}

/** Nothing answered: the hub is down, or the network between is. */
export class HubUnreachable extends HubError {
  override name = "HubUnreachable";
}

/** Nothing answered in time. */
export class HubTimeout extends HubError {
  override name = "HubTimeout";

  constructor(readonly milliseconds: number) {
    super(`The hub did not answer within ${milliseconds} ms.`);
  }
}

export interface Refusal {
  readonly status: number;
  /** The hub's own word for it (`RATE_LIMITED`, `UNAUTHENTICATED` …); undefined where something before it answered. */
  readonly code?: string | undefined;
  /** What to look for in the hub's log. */
  readonly id?: string | undefined;
  /** Seconds after which asking again may help. */
  readonly retryAfter?: number | undefined;
}

/** The hub, or what stands before it, answered without an answer: 4xx, 5xx, or nothing that can be read. */
export class HubRefused extends HubError implements Refusal {
  override name = "HubRefused";
  readonly status: number;
  readonly code: string | undefined;
  readonly id: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(message: string, refusal: Refusal) {
    super(message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.id = refusal.id;
    this.retryAfter = refusal.retryAfter;
  }
}

export interface FieldError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: { readonly code?: string; readonly id?: string };
}

/** The operation ran, and some of its fields failed; `data` is what there is all the same. */
export class HubErrors extends HubError {
  override name = "HubErrors";

  constructor(
    readonly operation: string,
    readonly errors: ReadonlyArray<FieldError>,
    readonly data: unknown,
  ) {
    super(`${operation}: ${errors.map(({ message }) => message).join(" ")}`);
  }
}

/** The hub does not know what this client asks: one of the two is newer. */
export class ContractMismatch extends HubError {
  override name = "ContractMismatch";

  constructor(
    readonly operation: string,
    /** The contract this client was made from: `1.2.0+3f2a91c0`, the version and which schema. */
    readonly clientContract: string,
    /** The hub's; undefined where it does not say. */
    readonly hubContract: string | undefined,
    detail: string,
  ) {
    super(
      `The hub (contract ${hubContract ?? "unknown"}) does not know ${operation} as this client ` +
        `(contract ${clientContract}) asks for it: ${detail}`,
    );
  }
}
