/**
 * An operation with the types of its variables and data.
 *
 * The contract's own are known to the hub by `hash`, so that no text travels. What a website generates for itself (with
 * graphql-codegen's client preset, `documentMode: "string"`) fits here, too: without a hash its text is sent.
 */
export interface TypedDocument<Data, Variables> {
  readonly __meta__?: { readonly [key: string]: unknown } | undefined;
  readonly __apiType?: ((variables: Variables) => Data) | undefined;
  toString(): string;
}

export interface Operation {
  readonly name: string | undefined;
  readonly isMutation: boolean;
  readonly hash: string | undefined;
  readonly text: string;
}

export function operationOf(document: TypedDocument<unknown, never>): Operation {
  const text = String(document);
  // The contract's documents have no text; a site's own mostly have nothing but their hash noted.
  const [, kind, called] = /^\s*(query|mutation)\s+(\w+)/.exec(text) ?? [];
  const { name = called, operation = kind, hash } = document.__meta__ ?? {};
  return {
    name: typeof name === "string" ? name : undefined,
    isMutation: operation === "mutation",
    hash: typeof hash === "string" ? hash : undefined,
    text,
  };
}
