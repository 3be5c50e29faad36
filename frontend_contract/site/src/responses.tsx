import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Page } from "./cache.js";
import { troublePage } from "./pages/trouble.js";
import { noted, told } from "./trouble.js";
import type { Trouble } from "./words.js";

// A shared cache may show a page for a minute, unless it is told to drop it; a browser asks each time.
const SHARED = "public, max-age=0, s-maxage=60, stale-if-error=3600";
export const PRIVATE = "private, no-store";

/** Where a page has moved to. */
export interface Moved {
  readonly to: string;
  readonly permanent: boolean;
  readonly tags: ReadonlySet<string>;
}

function shared(c: Context, tags: ReadonlySet<string>): void {
  c.header("Cache-Control", SHARED);
  c.header("Surrogate-Key", [...tags].join(" "));
}

/** What may be kept on the way, named by what it is made of. */
export function kept(c: Context, { html, tags }: Page, type = "text/html; charset=utf-8"): Response {
  const etag = `W/"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`;
  shared(c, tags);
  c.header("ETag", etag);
  if (c.req.header("If-None-Match")?.includes(etag)) return c.body(null, 304);
  return c.body(html, 200, { "Content-Type": type });
}

/** Kept no longer than pages are: browsers would go by one without a limit even after editors took it back. */
export function moved(c: Context, { to, permanent, tags }: Moved): Response {
  shared(c, tags);
  return c.redirect(to, permanent ? 301 : 302);
}

export function unkept(c: Context, html: string, status: ContentfulStatusCode = 200): Response {
  c.header("Cache-Control", PRIVATE);
  return c.html(html, status);
}

/** A kind page; what went wrong is for the log. */
export function troubled(c: Context, error: unknown, locale: string, trouble?: Trouble): Response {
  noted(error, c.req.path);
  const { status, retryAfter, ...found } = told(error);
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  return unkept(c, String(troublePage(trouble ?? found.trouble, locale)), status);
}
