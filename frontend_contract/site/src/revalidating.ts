import { verifyWebhook, WebhookRefused } from "@wellspring/client";
import { Hono } from "hono";
import type { PageCache } from "./cache.js";

/** The hub says what has changed, and what is made of it is dropped. */
export function revalidating(cache: PageCache, secret: string | undefined): Hono {
  return new Hono().post("/revalidate", async (c) => {
    c.header("Cache-Control", "no-store");
    if (!secret) return c.text("This site has no WEBHOOK_SECRET.", 503);
    try {
      const { data } = await verifyWebhook(secret, c.req.raw.headers, await c.req.text());
      return c.json({ dropped: cache.drop(data.tags) });
    } catch (error) {
      if (error instanceof WebhookRefused) return c.text(error.message, 401);
      throw error;
    }
  });
}
