import type { Visitor } from "./visitor.js";

/** How links are written: with who the visitor is, and within a preview to more of the preview. */
export type Link = (path: string, params?: Params) => string;

/** What is undefined or empty is left out; what is null takes the visitor's own out. */
export type Params = Readonly<Record<string, string | ReadonlyArray<string> | null | undefined>>;

export const PREVIEW = "/preview";

export function linkFor(visitor: Visitor, previewToken?: string): Link {
  const kept = { ...visitor, token: previewToken };
  return (address, params = {}) => {
    const [, path = "/", asked, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(address) ?? [];
    const query = new URLSearchParams(asked);
    for (const [name, value] of Object.entries({ ...kept, ...params })) {
      for (const one of [value ?? []].flat()) if (one) query.append(name, one);
    }
    return `${previewToken ? PREVIEW : ""}${path}${query.size > 0 ? `?${query}` : ""}${fragment}`;
  };
}

/** Clean HTML of the hub, whose links to our own pages (`href="/en/…"`) are written as ours are. */
export function withLinks(html: string, link: Link): string {
  return html.replace(/(<a\b[^>]*?\bhref=")(\/(?!\/)[^"]*)"/g, (_all, start: string, path: string) => {
    return `${start}${link(path).replaceAll("&", "&amp;")}"`;
  });
}

/** Addresses that editors typed: our own paths as `link` has them, others as they are. */
export function hrefOf(url: string, link: Link): string {
  return /^\/(?!\/)/.test(url) ? link(url) : url;
}

/** Where a redirect sends a visitor, with all that the address asked for: campaigns' marks are counted there, too. */
export function onward(to: string, asked: URLSearchParams, link: Link): string {
  const address = new URL(hrefOf(to, link), HERE);
  if (address.origin !== HERE) return address.href;
  for (const [name, value] of asked) {
    if (!address.searchParams.has(name)) address.searchParams.append(name, value);
  }
  return address.href.slice(HERE.length);
}

const HERE = "http://here.invalid";
