import { GraphQLError } from "graphql";
import type { Listed } from "./contract.js";
import type { Arguments } from "./known.js";

// What lists show of an asset; by what else there is, the mock cannot filter.
const SHOWN: Readonly<Record<string, (asset: Listed) => ReadonlyArray<string>>> = {
  kinds: ({ kind }) => [kind],
  locales: ({ locale }) => [locale],
  industries: ({ industries }) => industries.map(({ slug }) => slug),
  topics: ({ topics }) => topics.map(({ slug }) => slug),
};

/** The page of the list that is asked for, of assets that come newest first. */
export function listed(assets: ReadonlyArray<Listed>, { filter, sort, first, after }: Arguments) {
  const found = assets.filter((asset) => fits(asset, filter));
  if (sort === "OLDEST") found.reverse();
  if (sort === "TITLE") found.sort((one, other) => (one.title < other.title ? -1 : 1));
  const begin = positionOf(after);
  const nodes = found.slice(begin, begin + Number(first));
  const end = begin + nodes.length;
  const endCursor = nodes.length > 0 ? String(end) : null;
  return { totalCount: found.length, nodes, pageInfo: { endCursor, hasNextPage: end < found.length } };
}

function fits(asset: Listed, filter: unknown): boolean {
  return Object.entries(filter ?? {}).every(([name, wanted]) => {
    if (name === "publishedAfter") return wanted === null || moment(asset.publishedAt) >= moment(wanted);
    if (name === "publishedBefore") return wanted === null || moment(asset.publishedAt) < moment(wanted);
    if (!Array.isArray(wanted) || wanted.length === 0) return true;
    return SHOWN[name]?.(asset).some((value) => wanted.includes(value)) ?? true;
  });
}

function moment(value: unknown): number {
  return Date.parse(String(value));
}

function positionOf(cursor: unknown): number {
  if (cursor == null) return 0;
  if (!/^\d{1,9}$/.test(String(cursor))) throw noCursor();
  return Number(cursor);
}

export function noCursor(): GraphQLError {
  return badInput("`after` is not a cursor that this list gave.");
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_INPUT" } });
}
