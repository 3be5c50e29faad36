#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startMock } from "./server.js";

const { values } = parseArgs({ options: { port: { type: "string", default: "4000" } } });
const { url } = await startMock({ port: Number(values.port) });
console.log(`A stand-in for the hub answers at ${url}`);
