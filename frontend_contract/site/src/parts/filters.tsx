import type { AssetKind, FacetFragment } from "@wellspring/client";
import type { Visit } from "../visit.js";

// As the hub's filter calls them, and so in the address; `persona`, `stage` and `industry` there are the visitor's.
const NAMES = ["kinds", "industries", "topics", "personas", "stages", "locales"] as const;
type Name = (typeof NAMES)[number];

export type Chosen = { readonly [name in Name]?: ReadonlyArray<string> };

const KINDS = new Set<string>([
  "ARTICLE",
  "CASE_STUDY",
  "WHITE_PAPER",
  "EBOOK",
  "BROCHURE",
  "VIDEO",
  "PODCAST",
  "WEBINAR",
  "SHORT_POST",
  "FAQ",
] satisfies AssetKind[]);

const MOST_VALUES = 20;

export function chosenIn(query: URLSearchParams): Chosen {
  const given = NAMES.map((name) => {
    const values = [...new Set(query.getAll(name))].slice(0, MOST_VALUES);
    return [name, name === "kinds" ? values.filter((kind) => KINDS.has(kind)) : values] as const;
  });
  return Object.fromEntries(given.filter(([, values]) => values.length > 0));
}

interface Props {
  visit: Visit;
  chosen: Chosen;
  facets: ReadonlyArray<FacetFragment>;
  here: (chosen: Chosen) => string;
}

/** Links, so that they work without scripts and each choice is a page that can be kept. */
export function Filters({ visit, chosen, facets, here }: Props) {
  const { words } = visit;
  const many = NAMES.reduce((sum, name) => sum + (chosen[name]?.length ?? 0), 0);
  return (
    <details class="filters">
      <summary>
        {words.filter}
        {many > 0 && ` (${many})`}
      </summary>
      {many > 0 && (
        <p>
          <a href={here({})}>{words.clear}</a>
        </p>
      )}
      {NAMES.map((name) => {
        const facet = facets.find(({ filter }) => filter === name);
        return facet && <Facet facet={facet} {...{ name, chosen, words, here }} />;
      })}
    </details>
  );
}

interface FacetProps extends Pick<Props, "chosen" | "here"> {
  facet: FacetFragment;
  name: Name;
  words: Visit["words"];
}

function Facet({ facet, name, chosen, words, here }: FacetProps) {
  const own = chosen[name] ?? [];
  return (
    <details class="facet" open={own.length > 0 || undefined}>
      <summary>{words.facets[name]}</summary>
      <ul>
        {facet.values.map(({ value, name: called, count }) => (
          <li>
            <a
              href={here(toggled(chosen, name, value))}
              aria-current={own.includes(value) ? "true" : undefined}
              rel="nofollow"
            >
              {called}
              <small> {count}</small>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function toggled(chosen: Chosen, name: Name, slug: string): Chosen {
  const values = chosen[name] ?? [];
  const others = values.filter((value) => value !== slug);
  return { ...chosen, [name]: others.length < values.length ? others : [...values, slug] };
}
