import type { TaxonomyQuery } from "@wellspring/client";

/** Who a page is for, as its address says: never a cookie, so that shared caches can keep a page for each. */
export interface Visitor {
  readonly persona?: string;
  readonly stage?: string;
  readonly industry?: string;
}

const FACETS = ["persona", "stage", "industry"] as const;
const LONGEST_SLUG = 100;

export function visitorFrom(query: URLSearchParams): Visitor {
  const given = FACETS.map((facet) => [facet, query.get(facet)] as const);
  return Object.fromEntries(given.filter(([, slug]) => slug && slug.length <= LONGEST_SLUG));
}

/** Without what the taxonomy does not know, which the hub would refuse. */
export function known(visitor: Visitor, taxonomy: TaxonomyQuery["taxonomy"]): Visitor {
  const terms = { persona: taxonomy.personas, stage: taxonomy.stages, industry: taxonomy.industries };
  const found = FACETS.filter((facet) => terms[facet].some(({ slug }) => slug === visitor[facet]));
  return Object.fromEntries(found.map((facet) => [facet, visitor[facet]]));
}
