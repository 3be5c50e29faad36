import type { NavigationQuery, TaxonomyQuery } from "@wellspring/client";
import type { Link, Params } from "./addresses.js";
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
  /** What is looked for on it, whoever reads it and in which language. */
  readonly asked: Params;
  readonly link: Link;
  readonly site: NonNullable<NavigationQuery["site"]>;
  readonly taxonomy: TaxonomyQuery["taxonomy"];
}
