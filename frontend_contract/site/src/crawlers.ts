import { RobotsDocument, SitemapDocument, type SitemapQuery } from "@wellspring/client";
import { type Context, Hono } from "hono";
import type { Page, PageCache } from "./cache.js";
import type { Clients } from "./clients.js";
import { Reader } from "./reader.js";
import { kept, troubled } from "./responses.js";
import { FALLBACK, langOf } from "./words.js";

type Entry = NonNullable<SitemapQuery["site"]>["sitemap"]["nodes"][number];

// No more, says https://www.sitemaps.org/protocol.html.
const MOST = 50_000;

/** What search engines ask for first. */
export function crawlers(clients: Clients, cache: PageCache): Hono {
  const app = new Hono();
  app.get("/robots.txt", (c) => told(c, "text/plain; charset=utf-8", robots));
  app.get("/sitemap.xml", (c) => told(c, "application/xml; charset=utf-8", sitemap));

  async function told(
    c: Context,
    type: string,
    make: (reader: Reader) => Promise<string>,
  ): Promise<Response> {
    const { drops } = cache;
    const reader = new Reader(clients(FALLBACK));
    try {
      const page: Page = cache.fresh(c.req.path) ?? { html: await make(reader), tags: reader.tags };
      if (reader.tags.size > 0) cache.keep(c.req.path, page, drops);
      return kept(c, page, type);
    } catch (error) {
      return troubled(c, error, FALLBACK);
    }
  }
  return app;
}

async function robots(reader: Reader): Promise<string> {
  const { site } = await reader.ask(RobotsDocument, {});
  return site?.robots ?? "";
}

async function sitemap(reader: Reader): Promise<string> {
  const entries: Entry[] = [];
  let after: string | null = null;
  do {
    const { site }: SitemapQuery = await reader.ask(SitemapDocument, { after });
    entries.push(...(site?.sitemap.nodes ?? []));
    after = site?.sitemap.pageInfo.hasNextPage ? site.sitemap.pageInfo.endCursor : null;
  } while (after !== null && entries.length < MOST);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries.slice(0, MOST).map(entryOf),
    "</urlset>",
    "",
  ].join("\n");
}

function entryOf({ url, updatedAt, alternates }: Entry): string {
  const links = alternates.map(
    ({ locale, url }) => `<xhtml:link rel="alternate" hreflang="${langOf(locale)}" href="${escaped(url)}"/>`,
  );
  const changed = updatedAt ? `<lastmod>${updatedAt}</lastmod>` : "";
  return `<url><loc>${escaped(url)}</loc>${changed}${links.join("")}</url>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
