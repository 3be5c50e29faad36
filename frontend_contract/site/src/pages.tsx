import { PageDocument, PreviewDocument } from "@wellspring/client";
import { type Context, Hono } from "hono";
import { onward, PREVIEW } from "./addresses.js";
import type { Page, PageCache } from "./cache.js";
import type { Clients } from "./clients.js";
import { drawnLibrary, drawnMissing, drawnPage, LIBRARY } from "./drawing.js";
import { Reader } from "./reader.js";
import { kept, type Moved, moved, PRIVATE, troubled, unkept } from "./responses.js";
import { noted } from "./trouble.js";
import { type Asked, addressOf, askedBy, visiting } from "./visiting.js";
import { visitorFrom } from "./visitor.js";
import { FALLBACK } from "./words.js";

/** What stands at an address: a page, the place it has moved to, or nothing, and what is shown instead. */
type Found = Page | Moved | { readonly missing: string };

/** All that is read: as everybody sees it and, below /preview, as the editor of a draft does. */
export function pages(clients: Clients, cache: PageCache): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    c.header("Vary", "Accept-Language");
    const chinese = /^\s*zh\b/i.test(c.req.header("Accept-Language") ?? "");
    return c.redirect(chinese ? "/zh-hans/" : `/${FALLBACK}/`, 302);
  });
  app.get(PREVIEW, (c) => previewed(c, clients));
  app.get(`${PREVIEW}/*`, (c) => previewed(c, clients));
  app.get("*", (c) => read(c, clients, cache));
  return app;
}

async function read(c: Context, clients: Clients, cache: PageCache): Promise<Response> {
  const asked = askedBy(c.req.url);
  const address = addressOf(asked);
  const fresh = cache.fresh(address);
  if (fresh) return kept(c, fresh);
  const { drops } = cache;
  const reader = new Reader(clients(asked.locale));
  try {
    const found = await foundAt(asked, reader);
    if ("html" in found && !reader.partial) cache.keep(address, found, drops);
    return answered(c, found);
  } catch (error) {
    const standIn = cache.standIn(address);
    if (!standIn) return troubled(c, error, asked.locale);
    noted(error, c.req.path);
    return kept(c, standIn);
  }
}

function answered(c: Context, found: Found): Response {
  if ("missing" in found) return unkept(c, found.missing, 404);
  return "html" in found ? kept(c, found) : moved(c, found);
}

/** A draft, and all that is reached from it: never kept, and never the same as what everybody sees. */
async function previewed(c: Context, clients: Clients): Promise<Response> {
  const asked = askedBy(c.req.url);
  const reader = new Reader(clients(asked.locale, asked.previewToken));
  try {
    const found = await (c.req.path === PREVIEW ? draft(asked, reader) : foundAt(asked, reader));
    if ("missing" in found) return unkept(c, found.missing, 404);
    if ("html" in found) return unkept(c, found.html);
    c.header("Cache-Control", PRIVATE);
    return c.redirect(found.to, 302);
  } catch (error) {
    return troubled(c, error, asked.locale);
  }
}

async function draft(asked: Asked, reader: Reader): Promise<Found> {
  const { preview: page } = await reader.ask(PreviewDocument, visitorFrom(asked.query));
  if (!page) return { missing: await drawnMissing(await visiting(reader, asked)) };
  const visit = await visiting(reader, { ...asked, path: page.path, locale: page.locale });
  return { html: await drawnPage(page, visit), tags: reader.tags };
}

async function foundAt(asked: Asked, reader: Reader): Promise<Found> {
  const { path, locale, query, whole } = asked;
  const { tags } = reader;
  const library = `/${locale}/${LIBRARY}`;
  if (path.toLowerCase().replace(/\/+$/, "") === library) {
    const visit = await visiting(reader, asked);
    if (!visit.site.locales.some(({ code }) => code === locale))
      return { missing: await drawnMissing(visit) };
    if (path !== library) return { to: onward(library, whole, visit.link), permanent: true, tags };
    return { html: await drawnLibrary(visit), tags };
  }
  const [visit, { page, redirect }] = await Promise.all([
    visiting(reader, asked),
    reader.ask(PageDocument, { path, ...visitorFrom(query) }),
  ]);
  if (page) {
    if (encodeURI(page.path) === path) return { html: await drawnPage(page, visit), tags };
    // Written otherwise, it is the same page: search engines are to know it by one address.
    return { to: onward(page.path, whole, visit.link), permanent: true, tags };
  }
  if (redirect) return { ...redirect, to: onward(redirect.to, whole, visit.link), tags };
  const exact = whole.size > 0 ? await redirectFrom(`${path}?${whole}`, reader) : null;
  if (exact) return { ...exact, to: onward(exact.to, new URLSearchParams(), visit.link), tags };
  return { missing: await drawnMissing(visit) };
}

/** Editors may send on what an old site had at `/page.php?id=5`. */
async function redirectFrom(address: string, reader: Reader) {
  return (await reader.ask(PageDocument, { path: address })).redirect;
}
