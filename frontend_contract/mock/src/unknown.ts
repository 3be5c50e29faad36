import { GraphQLError, type GraphQLResolveInfo, getNamedType, isAbstractType } from "graphql";

export type Arguments = Readonly<Record<string, unknown>>;

const NOTHING_FOUND = {
  totalCount: 0,
  degraded: false,
  facets: [],
  nodes: [],
  pageInfo: { endCursor: null, hasNextPage: false },
};

/**
 * What the hub answers where there is nothing: no page at an address, nothing found. Undefined where something may be
 * made up: of the type that is asked for by name.
 */
export function nothingAt(given: Arguments, info: GraphQLResolveInfo): unknown {
  if (given.after != null) {
    const extensions = { code: "BAD_INPUT" };
    throw new GraphQLError("`after` is not a cursor that this list gave.", { extensions });
  }
  if (info.path.prev) return undefined;
  switch (info.fieldName) {
    case "page":
    case "asset":
    case "landingPage":
    case "snippet":
      return typeAskedFor(given, info) === undefined ? null : undefined;
    case "redirect":
      return null;
    case "search":
      return NOTHING_FOUND;
    case "ask":
      return { outcome: "NO_MATCH", matches: [], nearest: [], understood: [], degraded: false };
    default:
      return undefined;
  }
}

/** So that a front end can look at each type of page: `/en/LandingPage`. */
export function typeAskedFor({ path, slug, id }: Arguments, info: GraphQLResolveInfo): string | undefined {
  const named = getNamedType(info.returnType);
  const types = isAbstractType(named) ? info.schema.getPossibleTypes(named) : [named];
  const asked = String(path ?? slug ?? id).replace(/^.*\//, "");
  return types.find(({ name }) => name === asked)?.name;
}
