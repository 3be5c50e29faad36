import { serveStatic } from "@hono/node-server/serve-static";
import { createClient } from "@wellspring/client";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { PageCache } from "./cache.js";
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
  const clientFor = (previewToken?: string) =>
    createClient({
      url: `${config.hub}/graphql/`,
      key: config.key,
      timeout: config.timeout,
      retries: 1,
      previewToken,
    });
  const client = clientFor();
  const app = new Hono();
  app.use(guarded(config), compress(), bodyLimit({ maxSize: LARGEST_BODY }));
  const client_files = new URL("../client", import.meta.url).pathname;
  app.use("/assets/*", serveStatic({ root: client_files, onFound: (_, c) => c.header("Cache-Control", A_YEAR) }));
  app.get("/icon.svg", serveStatic({ root: client_files }));
  app.route("/", revalidating(cache, config.webhookSecret));
  app.route("/", crawlers(client, cache));
  app.route("/", forms(client));
  app.route("/", pages(cache, (token) => (token === undefined ? client : clientFor(token))));
  return app;
}
