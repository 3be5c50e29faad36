import {
  type AssetFilter,
  type AssetKind,
  type FacetFragment,
  LibraryDocument,
  SearchDocument,
} from "@wellspring/client";
import { Card, Cards, Matches } from "../parts/card.js";
import { Choices, type Chosen, chosenIn, Filters } from "../parts/filters.js";
import { LONGEST_QUERY, SearchBox } from "../parts/searching.js";
import type { Visit } from "../visit.js";

const PAGE = 12;

interface Found {
  readonly total: number;
  readonly cards: unknown;
  /** The cursor of the next page. */
  readonly next: string | null;
  /** How what was found spreads over each facet. */
  readonly facets: ReadonlyArray<FacetFragment>;
  readonly degraded?: boolean;
}

/** The pool, filtered; or what fits some words, in whatever language it is written. */
export async function libraryPage(visit: Visit) {
  const { words, query, link, path } = visit;
  const q = (query.get("q") ?? "").trim().slice(0, LONGEST_QUERY);
  const chosen = chosenIn(query);
  const found = await (q ? searched(q, chosen, visit) : listed(chosen, visit));
  const here = (params: Chosen & { after?: string }) => link(path, { q, ...params });
  return (
    <div class="library">
      <header>
        <h1>{words.library}</h1>
        <p class="summary">{words.libraryLead}</p>
        <SearchBox q={q} action={link(path, chosen)} words={words} />
      </header>
      <div class="columns">
        <Filters words={words} chosen={chosen} facets={found.facets} here={here} />
        <section aria-labelledby="results">
          <h2 id="results">
            <span role="status">{words.results(found.total)}</span>
          </h2>
          <Choices words={words} chosen={chosen} facets={found.facets} here={here} />
          {found.degraded && <p class="notice">{words.degraded}</p>}
          {found.total === 0 && (
            <>
              <p>{q ? words.nothingFor(q) : words.nothing}</p>
              <p>
                <a href={link(path)}>{words.all}</a>
              </p>
            </>
          )}
          {found.cards}
          <p class="pages">
            {query.has("after") && <a href={here(chosen)}>{words.first}</a>}
            {found.next && (
              <a class="button" href={here({ ...chosen, after: found.next })}>
                {words.next}
              </a>
            )}
          </p>
        </section>
      </div>
    </div>
  );
}

async function searched(q: string, chosen: Chosen, visit: Visit): Promise<Found> {
  const page = { locale: visit.locale, first: PAGE, after: visit.query.get("after") };
  const variables = { query: q, filter: filterOf(chosen), ...page, ...visit.visitor };
  const { search } = await visit.reader.ask(SearchDocument, variables);
  return {
    total: search.totalCount,
    cards: <Matches matches={search.nodes} visit={visit} />,
    next: search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null,
    facets: search.facets,
    degraded: search.degraded,
  };
}

async function listed(chosen: Chosen, visit: Visit): Promise<Found> {
  const own = { locales: [visit.locale], ...chosen };
  const page = { locale: visit.locale, first: PAGE, after: visit.query.get("after") };
  const variables = { filter: filterOf(own), ...page };
  const { assets } = await visit.reader.ask(LibraryDocument, variables);
  const cards = assets.nodes.map((asset) => <Card asset={asset} visit={visit} />);
  return {
    total: assets.totalCount,
    cards: <Cards>{cards}</Cards>,
    facets: assets.facets,
    next: assets.pageInfo.hasNextPage ? assets.pageInfo.endCursor : null,
  };
}

function filterOf({ kinds, ...others }: Chosen): AssetFilter {
  // Kinds are only chosen from those there are.
  return { ...others, ...(kinds && { kinds: kinds as AssetKind[] }) };
}
