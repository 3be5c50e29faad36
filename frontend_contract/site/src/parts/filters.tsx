import type { AssetKind } from "@wellspring/client";
import type { Visit } from "../visit.js";

// As the hub's filter calls them, and so in the address; `persona`, `stage` and `industry` there are the visitor's.
const NAMES = ["kinds", "industries", "topics", "personas", "stages", "locales"] as const;
type Name = (typeof NAMES)[number];

export type Chosen = { readonly [name in Name]?: ReadonlyArray<string> };

/** By the facet's name, then the value: how many there are. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

// As the hub counts them, and as they are labelled.
const FACETS = {
  kinds: "kind",
  industries: "industry",
  topics: "topic",
  personas: "persona",
  stages: "stage",
  locales: "locale",
} as const;

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
  counts: Counts | undefined;
  here: (chosen: Chosen) => string;
}

/** Links, so that they work without scripts and each choice is a page that can be kept. */
export function Filters({ visit, chosen, counts, here }: Props) {
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
      {NAMES.map((name) => (
        <Facet
          label={words.facets[FACETS[name]]}
          options={optionsOf(name, chosen[name] ?? [], counts, visit)}
          hrefOf={(slug) => here(toggled(chosen, name, slug))}
        />
      ))}
    </details>
  );
}

interface Option {
  readonly slug: string;
  readonly name: string;
  readonly count: number | undefined;
  readonly chosen: boolean;
}

interface FacetProps {
  label: string;
  options: ReadonlyArray<Option>;
  hrefOf: (slug: string) => string;
}

function Facet({ label, options, hrefOf }: FacetProps) {
  if (options.length === 0) return null;
  return (
    <details class="facet" open={options.some(({ chosen }) => chosen) || undefined}>
      <summary>{label}</summary>
      <ul>
        {options.map(({ slug, name, count, chosen }) => (
          <li>
            <a href={hrefOf(slug)} aria-current={chosen ? "true" : undefined} rel="nofollow">
              {name}
              {count !== undefined && <small> {count}</small>}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Those that lead somewhere, and those chosen. */
function optionsOf(
  name: Name,
  chosen: ReadonlyArray<string>,
  counts: Counts | undefined,
  visit: Visit,
): Option[] {
  const counted = counts?.get(FACETS[name]);
  const options = termsOf(name, visit).map(({ slug, name, there }) => ({
    slug,
    name,
    count: counts && (counted?.get(slug) ?? 0),
    chosen: chosen.includes(slug),
    there,
  }));
  return options.filter((option) => option.chosen || (option.count ?? option.there) > 0);
}

function termsOf(name: Name, { words, site, taxonomy }: Visit) {
  switch (name) {
    case "kinds":
      return Object.entries(words.kinds).map(([slug, name]) => ({ slug, name, there: 1 }));
    case "locales":
      return site.locales.map(({ code, name }) => ({ slug: code, name, there: 1 }));
    default:
      return taxonomy[name].map(({ slug, name, assetCount }) => ({ slug, name, there: assetCount }));
  }
}

function toggled(chosen: Chosen, name: Name, slug: string): Chosen {
  const values = chosen[name] ?? [];
  const others = values.filter((value) => value !== slug);
  return { ...chosen, [name]: others.length < values.length ? others : [...values, slug] };
}
