import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { PageCache } from "./cache.js";
import { clientsOf } from "./clients.js";
import { type Config, configFrom } from "./config.js";
import { crawlers } from "./crawlers.js";
import { forms } from "./forms.js";
import { pages } from "./pages.js";
import { revalidating } from "./revalidating.js";
import { guarded } from "./security.js";

const LARGEST_BODY = 256 * 1024;
const A_YEAR = "public, max-age=31536000, immutable";

/** The whole site; its parts are the files of these names. */
export function site(config: Config = configFrom(process.env)): Hono {
  const cache = new PageCache();
  const clients = clientsOf(config);
  const app = new Hono();
  app.use(guarded(config), compress(), bodyLimit({ maxSize: LARGEST_BODY }));
  const built = new URL("../client", import.meta.url).pathname;
  app.use("/assets/*", serveStatic({ root: built, onFound: (_, c) => c.header("Cache-Control", A_YEAR) }));
  app.get("/icon.svg", serveStatic({ root: built }));
  app.route("/", revalidating(cache, config.webhookSecret));
  app.route("/", crawlers(clients, cache));
  app.route("/", forms(clients));
  app.route("/", pages(clients, cache));
  return app;
}
