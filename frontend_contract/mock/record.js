// Records what a hub with the demo pool answers to examples.json: node record.js http://localhost:8000
import { readFileSync, writeFileSync } from "node:fs";

const [hub = "http://localhost:8000"] = process.argv.slice(2);
const here = (path) => new URL(path, import.meta.url);
const { operations } = JSON.parse(readFileSync(here("../manifest.json"), "utf8"));
const examples = JSON.parse(readFileSync(here("examples.json"), "utf8"));

async function ask(name, variables) {
  const { hash } = operations.find((operation) => operation.name === name);
  const response = await fetch(`${hub}/graphql/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ documentId: hash, operationName: name, variables }),
  });
  const answer = await response.json();
  if (answer.errors)
    throw new Error(`${name} ${JSON.stringify(variables)}: ${JSON.stringify(answer.errors)}`);
  return { answer, tags: response.headers.get("surrogate-key") ?? "" };
}

/** An example names a page by its address, since its id is another in each hub. */
async function filled(value) {
  if (Array.isArray(value)) return Promise.all(value.map(filled));
  if (typeof value !== "object" || value === null) return value;
  if (value.of) return (await ask("Page", { path: value.of })).answer.data.page.id;
  const entries = Object.entries(value).map(async ([name, held]) => [name, await filled(held)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What the rest of a list is asked with, so that front ends can turn its pages to the end. */
function next(variables, data) {
  const lists = Object.values(data.site ?? data).filter((value) => value?.pageInfo?.hasNextPage);
  return lists.length > 0 ? { ...variables, after: lists[0].pageInfo.endCursor } : undefined;
}

for (const { name } of operations) {
  if (!examples[name]) throw new Error(`examples.json does not say what ${name} is asked with.`);
  const recorded = [];
  for (const example of examples[name]) {
    let variables = await filled(example);
    while (variables) {
      const { answer, tags } = await ask(name, variables);
      recorded.push({ variables, answer, tags });
      variables = next(variables, answer.data);
    }
  }
  if (recorded.length === 0) continue;
  const text = JSON.stringify(recorded, null, 1).replaceAll(hub, "{hub}");
  writeFileSync(here(`fixtures/${name}.json`), `${text}\n`);
  console.log(`recorded ${name}: ${recorded.length}`);
}
