import type { AssetKind, FacetFragment } from "@wellspring/client";
import type { Words } from "../words.js";

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
  words: Words;
  chosen: Chosen;
  facets: ReadonlyArray<FacetFragment>;
  here: (chosen: Chosen) => string;
}

/** Links, so that they work without scripts and each choice is a page that can be kept. */
export function Filters({ words, chosen, facets, here }: Props) {
  const many = NAMES.reduce((sum, name) => sum + (chosen[name]?.length ?? 0), 0);
  return (
    <details class="filters">
      <summary>
        {words.filter}
        {many > 0 && ` (${many})`}
      </summary>
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
  words: Words;
}

// Open from the start where there is room; on a phone all of them are behind one button.
const OPEN: ReadonlyArray<Name> = ["kinds", "industries"];

function Facet({ facet, name, chosen, words, here }: FacetProps) {
  const own = chosen[name] ?? [];
  return (
    <details class="facet" open={own.length > 0 || OPEN.includes(name)}>
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

/** What is chosen, at a glance, each to be taken out again. */
export function Choices({ words, chosen, facets, here }: Props) {
  const choices = NAMES.flatMap((name) => (chosen[name] ?? []).map((value) => ({ name, value })));
  if (choices.length === 0) return null;
  const called = ({ name, value }: (typeof choices)[number]) =>
    facets.find(({ filter }) => filter === name)?.values.find((one) => one.value === value)?.name ?? value;
  return (
    <ul class="chosen">
      {choices.map((choice) => (
        <li>
          <a
            href={here(toggled(chosen, choice.name, choice.value))}
            aria-label={words.without(called(choice))}
            rel="nofollow"
          >
            {called(choice)}
          </a>
        </li>
      ))}
      <li>
        <a class="all" href={here({})}>
          {words.clear}
        </a>
      </li>
    </ul>
  );
}

function toggled(chosen: Chosen, name: Name, slug: string): Chosen {
  const values = chosen[name] ?? [];
  const others = values.filter((value) => value !== slug);
  return { ...chosen, [name]: others.length < values.length ? others : [...values, slug] };
}
