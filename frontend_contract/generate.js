// Writes what is made from schema.graphql and operations/: the client's types and documents, and manifest.json.
// With --check it writes nothing and fails where a file is out of date.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, Kind, parse, Source } from "graphql";

const HERE = dirname(fileURLToPath(import.meta.url));
const GENERATED = "client/src/generated/";

const config = {
  documentMode: "string",
  enumType: "string-literal",
  importExtension: ".js",
  inlineFragmentTypes: "combine",
  immutableTypes: true,
  strictScalars: true,
  scalars: {
    ID: "string",
    DateTime: { input: "string", output: "../scalars.js#DateTime" },
  },
  useTypeImports: true,
};

const presetConfig = {
  fragmentMasking: false,
  persistedDocuments: { hashAlgorithm: "sha256", mode: "replaceDocumentWithHash" },
  onExecutableDocumentNode: (document) => {
    const { name, operation } = operationOf(document);
    return { name: name.value, operation };
  },
};

function operationOf(document) {
  return document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
}

const read = (path) => readFileSync(join(HERE, path), "utf8");

function documents() {
  return ["operations", "operations/fragments"].flatMap((folder) =>
    readdirSync(join(HERE, folder))
      .filter((name) => name.endsWith(".graphql"))
      .sort()
      .map((name) => {
        const rawSDL = read(`${folder}/${name}`);
        return {
          location: `${folder}/${name}`,
          rawSDL,
          document: parse(new Source(rawSDL, `${folder}/${name}`)),
        };
      }),
  );
}

async function generated(sdl) {
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: GENERATED,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: documents(),
    config,
    presetConfig,
    plugins: [],
    pluginMap: {},
  });
  const wanted = sections.filter(({ filename }) => /(graphql\.ts|persisted-documents\.json)$/.test(filename));
  const contents = await Promise.all(wanted.map((section) => codegen(section)));
  return Object.fromEntries(wanted.map(({ filename }, n) => [filename.replace(GENERATED, ""), contents[n]]));
}

/** Without the generator's own document class (ours, in document.ts, knows no `any`) and the fragments' texts. */
function module(made) {
  const types = made.slice(made.indexOf("type Exact<"), made.indexOf("export class TypedDocumentString"));
  const operations = made.split("\n").filter((line) => /^export const \w+Document = /.test(line));
  return [
    "// Made by `make contract`; do not edit.",
    'import type { TypedDocument } from "../document.js";',
    types
      .replace(/^import type { DocumentTypeDecoration }.*\n/m, "")
      .replace(/^\/\*\* Internal type.*\n(export type Incremental.*\n)?/gm, ""),
    ...operations.map((line) => line.replace("as unknown as TypedDocumentString<", "as TypedDocument<")),
    "",
  ].join("\n");
}

function manifest(texts, contract) {
  const operations = Object.entries(texts).map(([hash, document]) => ({
    name: operationOf(parse(document)).name.value,
    hash,
    document,
  }));
  operations.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { version: 1, contract, operations };
}

/** The contract's version, and after the plus sign which operations exactly: `1.2.0+3f2a91c0`. */
function version(texts) {
  const released = JSON.parse(read("client/package.json")).version;
  const hashes = Object.keys(texts).sort().join("\n");
  return `${released}+${createHash("sha256").update(hashes).digest("hex").slice(0, 8)}`;
}

async function files() {
  const sdl = read("schema.graphql");
  const made = await generated(sdl);
  const texts = JSON.parse(made["persisted-documents.json"]);
  const contract = version(texts);
  return {
    "manifest.json": `${JSON.stringify(manifest(texts, contract), null, 2)}\n`,
    [`${GENERATED}graphql.ts`]: module(made["graphql.ts"]),
    [`${GENERATED}contract.ts`]: `export const CONTRACT = ${JSON.stringify(contract)};\n`,
  };
}

function write(made, check) {
  for (const [path, content] of Object.entries(made)) {
    const file = join(HERE, path);
    if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
    if (check) throw new Error(`frontend_contract/${path} is out of date: run \`make contract\`.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`wrote frontend_contract/${path}`);
  }
}

try {
  write(await files(), process.argv.includes("--check"));
} catch (error) {
  // Whoever wrote an operation that is not valid wants to read where, and nothing of ours.
  console.error(error.message);
  process.exitCode = 1;
}
