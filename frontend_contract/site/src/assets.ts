import { readFileSync } from "node:fs";

interface Assets {
  readonly script: string;
  readonly style: string;
}

/** Where the built script and styles are: their names change with what is in them. */
function built(): Assets {
  const manifest: Record<string, { file: string; css?: string[] }> = JSON.parse(
    readFileSync(new URL("../client/manifest.json", import.meta.url), "utf8"),
  );
  const entry = manifest["src/browser/main.ts"];
  if (!entry?.css?.[0]) throw new Error("The site is not built: npm run build");
  return { script: `/${entry.file}`, style: `/${entry.css[0]}` };
}

export const assets: Assets = import.meta.env.PROD
  ? built()
  : { script: "/src/browser/main.ts", style: "/src/browser/site.css" };
