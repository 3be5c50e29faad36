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
  readonly hash: string | undefined;
  readonly text: string;
}

export function operationOf(document: TypedDocument<unknown, never>): Operation {
  const { name, hash } = document.__meta__ ?? {};
  return {
    name: typeof name === "string" ? name : undefined,
    hash: typeof hash === "string" ? hash : undefined,
    text: String(document),
  };
}
