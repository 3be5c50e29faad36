import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema } from "graphql";

/** What the hub was asked when fixtures were recorded, and what it said. */
export interface Fixture {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: { readonly data: { readonly page?: Readonly<Record<string, unknown>> | null } };
  readonly tags: string;
}

export interface Contract {
  readonly version: string;
  readonly schema: GraphQLSchema;
  /** Documents by hash. */
  readonly documents: ReadonlyMap<string, string>;
  /** By the operation's name. */
  readonly fixtures: ReadonlyMap<string, ReadonlyArray<Fixture>>;
  /** Those that were recorded, as they are for anybody. */
  readonly pages: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

interface Manifest {
  readonly contract: string;
  readonly operations: ReadonlyArray<{ readonly hash: string; readonly document: string }>;
}

const FIXTURES = new URL("../fixtures/", import.meta.url);

export function readContract(): Contract {
  const manifest = json<Manifest>(new URL("manifest.json", import.meta.url));
  const recorded = readdirSync(FIXTURES).filter((file) => file.endsWith(".json"));
  const fixtures = new Map(
    recorded.map((file) => [file.replace(".json", ""), json<Fixture[]>(new URL(file, FIXTURES))]),
  );
  return {
    version: manifest.contract,
    schema: buildSchema(readFileSync(new URL("schema.graphql", import.meta.url), "utf8")),
    documents: new Map(manifest.operations.map(({ hash, document }) => [hash, document])),
    fixtures,
    pages: (fixtures.get("Page") ?? []).flatMap(({ answer }) => (answer.data.page ? [answer.data.page] : [])),
  };
}

function json<T>(address: URL): T {
  return JSON.parse(readFileSync(address, "utf8")) as T;
}
