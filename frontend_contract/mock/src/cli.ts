#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startMock } from "./server.js";

try {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "4000" }, documents: { type: "string" } },
  });
  const documents = values.documents === undefined ? {} : JSON.parse(readFileSync(values.documents, "utf8"));
  const { url } = await startMock({ port: Number(values.port), documents });
  console.log(`A stand-in for the hub answers at ${url}`);
} catch (error) {
  // Taken, or none: who types a command wants to read that, and nothing of ours.
  console.error(`wellspring-mock: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
