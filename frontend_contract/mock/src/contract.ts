import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema } from "graphql";

type Recorded = Readonly<Record<string, unknown>>;

/** What the hub was asked when fixtures were recorded, and what it said. */
export interface Fixture {
  readonly variables: Recorded;
  readonly answer: {
    readonly data: {
      readonly page?: Recorded | null;
      readonly assets?: { readonly nodes: ReadonlyArray<Recorded> };
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
  const answers = (name: string) => (fixtures.get(name) ?? []).map(({ answer }) => answer.data);
  const whole = answers("Page").flatMap(({ page }) => (page ? [page] : []));
  const listed = answers("Library").flatMap(({ assets }) => assets?.nodes ?? []);
  return {
    version: manifest.contract,
    schema: buildSchema(readFileSync(new URL("schema.graphql", import.meta.url), "utf8")),
    documents: new Map(manifest.operations.map(({ hash, document }) => [hash, document])),
    fixtures,
    pages: [...whole, ...listed],
  };
}

function json<T>(address: URL): T {
  return JSON.parse(readFileSync(address, "utf8")) as T;
}
