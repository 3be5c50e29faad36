import { serve } from "@hono/node-server";
import { configFrom } from "./config.js";
import { site } from "./site.js";

const config = configFrom(process.env);

serve({ fetch: site(config).fetch, hostname: config.host, port: config.port }, ({ port }) => {
  console.log(`The site is at http://${config.host}:${port}/ and reads ${config.hub}`);
});
