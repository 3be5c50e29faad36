import { PageDocument, type WebPageFragment } from "@wellspring/client";
import { Hono } from "hono";
import type { Clients } from "./clients.js";
import { drawnMissing, drawnPage } from "./drawing.js";
import { opened, sent } from "./lead.js";
import { troublePage } from "./pages/trouble.js";
import { Reader } from "./reader.js";
import { PRIVATE, troubled, unkept } from "./responses.js";
import { askedBy, visiting } from "./visiting.js";
import { FALLBACK } from "./words.js";

/** Forms on landing pages, posted to the page itself. */
export function forms(clients: Clients): Hono {
  const app = new Hono();
  app.post("/form-token/:page{\\d+}", async (c) => {
    c.header("Cache-Control", PRIVATE);
    try {
      return c.json({ token: await opened(clients(FALLBACK), c.req.param("page")) });
    } catch {
      return c.json({}, 503); // the form comes back once then, as without scripts
    }
  });
  app.post("/:locale/:slug", async (c) => {
    const asked = askedBy(c.req.url);
    const client = clients(asked.locale);
    const reader = new Reader(client);
    try {
      const [visit, { page }] = await Promise.all([
        visiting(reader, asked),
        reader.ask(PageDocument, { path: asked.path }),
      ]);
      if (!page || !hasForm(page)) return unkept(c, await drawnMissing(visit), 404);
      const form = await c.req.formData().catch(() => undefined);
      if (!form) return unkept(c, String(troublePage("formOff", asked.locale)), 400);
      const attempt = await sent(client, page.id, form, visit.visitor);
      if (!attempt) return c.redirect(visit.link(`${asked.path}#form`, { sent: "1" }), 303);
      return unkept(c, await drawnPage(page, visit, attempt), attempt.errors.size > 0 ? 422 : 200);
    } catch (error) {
      return troubled(c, error, asked.locale, "formOff");
    }
  });
  return app;
}

function hasForm(page: WebPageFragment): boolean {
  return (
    page.__typename === "LandingPage" &&
    page.sections.some((section) => section.__typename === "LeadFormSection")
  );
}
