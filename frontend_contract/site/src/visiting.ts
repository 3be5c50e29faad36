import { NavigationDocument, TaxonomyDocument } from "@wellspring/client";
import { linkFor, PREVIEW } from "./addresses.js";
import type { Reader } from "./reader.js";
import type { Visit } from "./visit.js";
import { known, visitorFrom } from "./visitor.js";
import { localeOf, wordsIn } from "./words.js";

/** What an address asks for. */
export interface Asked {
  /** In the site: `/en/some-slug`. */
  readonly path: string;
  readonly locale: string;
  readonly query: URLSearchParams;
  /** With what it carries that is not read here. */
  readonly whole: URLSearchParams;
  readonly previewToken: string | undefined;
}

// All that addresses are read for; what else they carry (campaigns' marks, say) makes no other page.
const ASKED = ["q", "kinds", "industries", "topics", "personas", "stages", "locales"];
const READ = ["persona", "stage", "industry", "after", "sent", ...ASKED];

export function askedBy(address: string): Asked {
  const { pathname, searchParams } = new URL(address);
  const previews = pathname === PREVIEW || pathname.startsWith(`${PREVIEW}/`);
  const path = previews ? pathname.slice(PREVIEW.length) || "/" : pathname;
  return {
    path,
    locale: localeOf(path),
    query: new URLSearchParams([...searchParams].filter(([name]) => READ.includes(name))),
    whole: searchParams,
    previewToken: previews ? (searchParams.get("token") ?? "") : undefined,
  };
}

/** The same for all that ask for the same. */
export function addressOf({ path, query }: Asked): string {
  const sorted = new URLSearchParams(query);
  sorted.sort();
  return `${path}?${sorted}`;
}

export async function visiting(reader: Reader, asked: Asked): Promise<Visit> {
  const { path, locale, query, previewToken } = asked;
  const [{ site }, { taxonomy }] = await Promise.all([
    reader.ask(NavigationDocument, { locale }),
    reader.ask(TaxonomyDocument, { locale }),
  ]);
  if (!site) throw new Error("The hub has no site: make one in its admin, under Settings.");
  const visitor = known(visitorFrom(query), taxonomy);
  return {
    reader,
    path,
    locale,
    query,
    asked: Object.fromEntries(ASKED.map((name) => [name, query.getAll(name)])),
    visitor,
    taxonomy,
    site,
    words: wordsIn(locale),
    previews: previewToken !== undefined,
    link: linkFor(visitor, previewToken),
  };
}
