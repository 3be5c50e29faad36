// The package as website teams get it: small, complete, typed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const TSC = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");
const MOST = 10_000;

test(`all of it, the operations included, is under ${MOST} bytes`, (t) => {
  const entryPoints = [join(HERE, "dist/index.js")];
  const { outputFiles } = buildSync({ entryPoints, bundle: true, minify: true, format: "esm", write: false });
  const size = gzipSync(outputFiles[0].contents).length;
  t.diagnostic(`${size} bytes`);
  assert.ok(size < MOST, `${size} bytes`);
});

const SAMPLE = `
import { createClient, HubUnreachable, LibraryDocument, OpenLeadFormDocument, PageDocument } from "@wellspring/client";

const client = createClient({ url: "https://hub.example.com/graphql/" });

export async function titles(): Promise<string[]> {
  const { assets } = await client.query(LibraryDocument, { filter: { kinds: ["CASE_STUDY"] } });
  return assets.nodes.map((node) => (node.__typename === "CaseStudy" ? node.customer : node.title));
}

export async function slips(): Promise<void> {
  // @ts-expect-error a kind that is none
  await client.query(LibraryDocument, { filter: { kinds: ["NOVEL"] } });
  // @ts-expect-error a variable that is none
  await client.query(PageDocument, { path: "/en/", persna: "finance" });
  // @ts-expect-error variables that are required
  await client.mutate(OpenLeadFormDocument);
  const { assets } = await client.query(LibraryDocument);
  // @ts-expect-error a field that was not asked for
  assets.nodes[0].bodyHtml;
}

export const isDown = (error: unknown): boolean => error instanceof HubUnreachable;
`;

test("packed, it installs into an empty project and types what is asked", (t) => {
  const project = mkdtempSync(join(tmpdir(), "wellspring-client-"));
  t.after(() => rmSync(project, { recursive: true }));
  const run = (command, args, cwd = project) =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const [{ filename, files }] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], HERE),
  );
  assert.deepEqual(
    files
      .map(({ path }) => path)
      .filter((path) => !/^(dist\/.*\.(js|d\.ts)|package\.json|README\.md)$/.test(path)),
    [],
  );
  writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
  writeFileSync(join(project, "sample.ts"), SAMPLE);
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(project, filename)]);
  run("node", [
    TSC,
    "--strict",
    "--noEmit",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom",
    "sample.ts",
  ]);
});
