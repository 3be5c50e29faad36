import type { NavigationQuery, TaxonomyQuery } from "@wellspring/client";
import type { Link } from "./addresses.js";
import type { Reader } from "./reader.js";
import type { Visitor } from "./visitor.js";
import type { Words } from "./words.js";

/** One visit to one page: who reads, in which language, and what every page is framed by. */
export interface Visit {
  readonly reader: Reader;
  readonly locale: string;
  readonly words: Words;
  readonly visitor: Visitor;
  readonly previews: boolean;
  /** Of the page, in the site. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly link: Link;
  readonly site: NonNullable<NavigationQuery["site"]>;
  readonly taxonomy: TaxonomyQuery["taxonomy"];
}
