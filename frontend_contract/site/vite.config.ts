import { getRequestListener } from "@hono/node-server";
import { defineConfig, type Plugin } from "vite";

/** `npm run dev`: pages from the sources as they are now. */
function live(): Plugin {
  return {
    name: "live-pages",
    configureServer: (vite) => () => {
      vite.middlewares.use(async (request, response) => {
        request.url = request.originalUrl ?? "/";
        const { site } = await vite.ssrLoadModule("/src/site.tsx");
        await getRequestListener(site().fetch)(request, response);
      });
    },
  };
}

/** Two builds: what browsers are sent, under names that change with it, and the server. */
export default defineConfig({
  appType: "custom",
  plugins: [live()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: "dist/client",
        manifest: "manifest.json",
        modulePreload: false,
        rollupOptions: { input: ["src/browser/main.ts"] },
      },
    },
    ssr: {
      build: {
        outDir: "dist/server",
        ssr: true,
        copyPublicDir: false,
        rollupOptions: { input: "src/server.ts" },
      },
    },
  },
});
