import { serve } from "@hono/node-server";
import { configFrom } from "./config.js";
import { site } from "./site.js";

try {
  const config = configFrom(process.env);
  const { fetch } = site(config);
  serve({ fetch, hostname: config.host, port: config.port }, ({ port }) => {
    console.log(`The site is at http://${config.host}:${port}/ and reads ${config.hub}`);
  }).on("error", stopped);
} catch (error) {
  stopped(error);
}

/** What is set wrong, or taken: whoever starts the site wants to read that, and nothing of ours. */
function stopped(error: unknown): void {
  console.error(`The site does not start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
