import { type GraphQLNamedType, type GraphQLResolveInfo, getNamedType, isAbstractType } from "graphql";
import type { Contract } from "./contract.js";
import { badInput, listed, noCursor } from "./library.js";
import { differInCase, isSamePath } from "./paths.js";

export type Arguments = Readonly<Record<string, unknown>>;

/** The longest page of a list that a hub gives. */
const LONGEST = 100;

const NOTHING_FOUND = {
  totalCount: 0,
  degraded: false,
  facets: [],
  nodes: [],
  pageInfo: { endCursor: null, hasNextPage: false },
};

/**
 * What the hub would answer: a page that was recorded, none where there is none, nothing found. Undefined where something
 * may be made up: of the type that is asked for by name, say.
 */
export function known(given: Arguments, contract: Contract, info: GraphQLResolveInfo): unknown {
  const { pages, assets, facets } = contract;
  const first = Number(given.first ?? 0);
  if (first < 0 || first > LONGEST) throw badInput(`\`first\` must be 0 to ${LONGEST}; it is ${first}.`);
  if (!info.path.prev && info.fieldName === "assets") return { ...listed(assets, given), facets };
  if (given.after != null) throw noCursor();
  if (info.path.prev) return undefined;
  switch (info.fieldName) {
    case "page":
    case "preview":
    case "asset":
    case "landingPage":
    case "snippet":
      if (typeAskedFor(given, info) !== undefined) return undefined;
      return pages.find((page) => isOf(page, info) && isCalled(page, given)) ?? null;
    case "redirect": {
      const meant = pages.find(({ path }) => differInCase(path, given.path));
      return meant ? { to: meant.path, permanent: true } : null;
    }
    case "search":
      return NOTHING_FOUND;
    case "ask":
      return { outcome: "NO_MATCH", matches: [], nearest: [], understood: [], degraded: false };
    default:
      return undefined;
  }
}

function isOf({ __typename }: Arguments, info: GraphQLResolveInfo): boolean {
  return typesOf(info).some(({ name }) => name === __typename);
}

function isCalled(page: Arguments, given: Arguments): boolean {
  const isIt = (name: string) => given[name] != null && given[name] === page[name];
  return isSamePath(given.path, page.path) || isIt("slug") || isIt("id");
}

/** So that a front end can look at each type of page: `/en/LandingPage`. */
export function typeAskedFor({ path, slug, id }: Arguments, info: GraphQLResolveInfo): string | undefined {
  const asked = String(path ?? slug ?? id).replace(/^.*\//, "");
  return typesOf(info).find(({ name }) => name === asked)?.name;
}

function typesOf({ returnType, schema }: GraphQLResolveInfo): ReadonlyArray<GraphQLNamedType> {
  const named = getNamedType(returnType);
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
}
