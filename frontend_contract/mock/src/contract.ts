import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema } from "graphql";

export type Recorded = Readonly<Record<string, unknown>>;

/** What a list showed of an asset. */
export interface Listed extends Recorded {
  readonly kind: string;
  readonly locale: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly industries: ReadonlyArray<{ readonly slug: string }>;
  readonly topics: ReadonlyArray<{ readonly slug: string }>;
}

/** What the hub was asked when fixtures were recorded, and what it said. */
export interface Fixture {
  readonly variables: Recorded;
  readonly answer: {
    readonly data: {
      readonly page?: Recorded | null;
      readonly assets?: { readonly nodes: ReadonlyArray<Listed>; readonly facets: unknown };
    };
  };
  readonly tags: string;
}

export interface Contract {
  readonly version: string;
  readonly schema: GraphQLSchema;
  /** Documents by hash. */
  readonly documents: ReadonlyMap<string, string>;
  /** By the operation's name. */
  readonly fixtures: ReadonlyMap<string, ReadonlyArray<Fixture>>;
  /** Those that were recorded, as they are for anybody; then those that stood in lists, with what was shown there. */
  readonly pages: ReadonlyArray<Recorded>;
  /** All of them, newest first. */
  readonly assets: ReadonlyArray<Listed>;
  /** Those of the list of all. */
  readonly facets: unknown;
}

interface Manifest {
  readonly contract: string;
  readonly operations: ReadonlyArray<{ readonly hash: string; readonly document: string }>;
}

const FIXTURES = new URL("../fixtures/", import.meta.url);

/** `documents`: a site's own, by their hashes. */
export function readContract(documents: Readonly<Record<string, string>> = {}): Contract {
  const manifest = json<Manifest>(new URL("manifest.json", import.meta.url));
  const recorded = readdirSync(FIXTURES).filter((file) => file.endsWith(".json"));
  const fixtures = new Map(
    recorded.map((file) => [file.replace(".json", ""), json<Fixture[]>(new URL(file, FIXTURES))]),
  );
  const answers = (name: string) => (fixtures.get(name) ?? []).map(({ answer }) => answer.data);
  const whole = answers("Page").flatMap(({ page }) => (page ? [page] : []));
  const lists = (fixtures.get("Library") ?? []).filter(({ variables }) => variables.filter === undefined);
  const assets = lists.flatMap(({ answer }) => answer.data.assets?.nodes ?? []);
  return {
    version: manifest.contract,
    schema: buildSchema(readFileSync(new URL("schema.graphql", import.meta.url), "utf8")),
    documents: new Map([
      ...manifest.operations.map(({ hash, document }) => [hash, document] as const),
      ...Object.entries(documents),
    ]),
    fixtures,
    pages: [...whole, ...assets],
    assets,
    facets: lists[0]?.answer.data.assets?.facets,
  };
}

function json<T>(address: URL): T {
  return JSON.parse(readFileSync(address, "utf8")) as T;
}
