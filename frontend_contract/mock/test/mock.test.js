import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as contract from "@wellspring/client";
import { startMock } from "../dist/index.js";

const { createClient, HubErrors, HubRefused, HubTimeout, HubUnreachable, ContractMismatch, LibraryDocument } =
  contract;
const { operations } = JSON.parse(readFileSync(new URL("../../manifest.json", import.meta.url), "utf8"));

async function mocked(t, options = {}) {
  const mock = await startMock();
  t.after(() => mock.close());
  return { mock, client: createClient({ url: mock.url, retries: 0, ...options }) };
}

test("what was recorded is answered as it was", async (t) => {
  const { client } = await mocked(t);
  const { assets } = await client.query(LibraryDocument);
  assert.ok(assets.nodes.some(({ title }) => title.startsWith("Kestrel Stampings")));
});

test("what was not has the right shape, and is the same each time", async (t) => {
  const { client } = await mocked(t, { cache: 0 });
  const ask = () => client.query(contract.SnippetsDocument, { filter: { channel: "x" } });
  const { snippets } = await ask();
  assert.equal(snippets.nodes.length, snippets.totalCount);
  assert.equal(snippets.pageInfo.hasNextPage, false);
  assert.deepEqual(await ask(), { snippets });
});

test("the library is filtered by what lists show, sorted, and turned to its end", async (t) => {
  const { client } = await mocked(t);
  const filter = {
    kinds: ["CASE_STUDY"],
    locales: ["en"],
    industries: ["automotive", "energy", "electronics"],
  };
  const ask = (variables) => client.query(LibraryDocument, { filter, ...variables });
  const { assets } = await ask();
  assert.equal(assets.nodes.length, assets.totalCount);
  assert.ok(assets.totalCount > 1);
  for (const { kind, locale, industries } of assets.nodes) {
    assert.deepEqual([kind, locale], ["CASE_STUDY", "en"]);
    assert.ok(industries.some(({ slug }) => filter.industries.includes(slug)));
  }
  const { assets: oldest } = await ask({ sort: "OLDEST", first: 1 });
  assert.deepEqual(oldest.nodes, [assets.nodes.at(-1)]);
  const { assets: rest } = await ask({ sort: "OLDEST", after: oldest.pageInfo.endCursor });
  assert.deepEqual(rest.nodes, assets.nodes.slice(0, -1).reverse());
  assert.equal(rest.pageInfo.hasNextPage, false);
});

test("its dates are those of the pieces", async (t) => {
  const { client } = await mocked(t);
  const [publishedAfter, publishedBefore] = ["2026-01-01", "2026-07-07T00:00:00Z"];
  const { assets } = await client.query(LibraryDocument, {
    filter: { publishedAfter, publishedBefore, topics: null, kinds: [] },
  });
  assert.ok(assets.totalCount > 0);
  for (const { publishedAt } of assets.nodes) {
    assert.ok(Date.parse(publishedAt) >= Date.parse(publishedAfter));
    assert.ok(Date.parse(publishedAt) < Date.parse(publishedBefore));
  }
});

test("every promised operation is answered", async (t) => {
  const { mock } = await mocked(t);
  // More than any of them needs: what an operation does not know is left out of account.
  const variables = { page: "1", token: "1", answers: [], path: "/", id: "1", seen: [], locale: "en" };
  const body = { variables: { ...variables, persona: "finance", query: "any", question: "any" } };
  for (const { name, hash } of operations) {
    const asked = JSON.stringify({ ...body, documentId: hash, operationName: name });
    const { errors } = await (await fetch(mock.url, { method: "POST", body: asked })).json();
    assert.equal(errors, undefined, name);
  }
});

test("a page is of the type that its address ends in, with blocks of every type", async (t) => {
  const { client } = await mocked(t);
  const { page } = await client.query(contract.PageDocument, { path: "/zh-hans/CaseStudy" });
  assert.deepEqual([page.__typename, page.path, page.locale], ["CaseStudy", "/zh-hans/CaseStudy", "zh-hans"]);
  assert.ok(new Set(page.body.map(({ __typename }) => __typename)).size >= 10);
});

test("a page that was recorded for others is there for everybody", async (t) => {
  const { client } = await mocked(t);
  const { page } = await client.query(contract.PageDocument, { path: "/en/for-user", stage: "using" });
  assert.equal(page.title, "For the people who use it");
});

test("and for those who ask in their own words, what was not recorded of it made up", async (t) => {
  const { client } = await mocked(t);
  const asked = `{ page(path: "/en/for-user") { title slug
    ... on LandingPage { sections { __typename heading } } } }`;
  const { page } = await client.query(new String(asked));
  assert.equal(page.title, "For the people who use it");
  assert.equal(page.sections[0].__typename, "HeroSection");
});

test("what stood in a list is a page of its title, with a body made up", async (t) => {
  const { client } = await mocked(t);
  const { assets } = await client.query(LibraryDocument);
  for (const { path, title, __typename } of assets.nodes) {
    const { page } = await client.query(contract.PageDocument, { path });
    assert.deepEqual([page.title, page.__typename], [title, __typename]);
    assert.ok(page.seo.title);
  }
});

for (const [asked, path] of [
  ["/", "/en/"],
  ["/en", "/en/"],
  ["en/for-finance/", "/en/for-finance"],
  ["/en/for%2Dfinance", "/en/for-finance"],
]) {
  test(`${asked} leads to ${path}, as on a hub`, async (t) => {
    const { client } = await mocked(t);
    const { page } = await client.query(contract.PageDocument, { path: asked });
    assert.equal(page.path, path);
  });
}

test("an address in other letters is told the right ones", async (t) => {
  const { client } = await mocked(t);
  const { page, redirect } = await client.query(contract.PageDocument, { path: "/EN/For-Finance" });
  assert.equal(page, null);
  assert.deepEqual(redirect, { to: "/en/for-finance", permanent: true });
});

test("a preview's token is an address or a type, and no other opens anything", async (t) => {
  const { mock, client } = await mocked(t);
  const previewed = async (previewToken) =>
    (await createClient({ url: mock.url, previewToken }).query(contract.PreviewDocument)).preview;
  const draft = await previewed("/en/press-shop-downtime");
  assert.match(draft.title, /^Kestrel Stampings/);
  assert.ok(draft.body.some(({ html }) => html.includes("Zuzana")));
  assert.equal((await previewed("LandingPage")).__typename, "LandingPage");
  for (const token of ["any", "String", ""]) {
    await assert.rejects(previewed(token), { status: 401, code: "PREVIEW_INVALID" });
  }
  assert.equal((await client.query(contract.PreviewDocument)).preview, null);
});

test("a site's own documents are known by the hashes it gives", async (t) => {
  const mock = await startMock({ documents: { "sha256:1": "query Mine { site { name } }" } });
  t.after(() => mock.close());
  const own = Object.assign(new String(""), { __meta__: { hash: "sha256:1" } });
  assert.ok((await createClient({ url: mock.url }).query(own)).site.name);
});

test("a browser may ask, from a page of any site", async (t) => {
  const { mock } = await mocked(t);
  const url = mock.url.replace(/\/$/, "");
  const before = await fetch(url, { method: "OPTIONS" });
  assert.match(before.headers.get("access-control-allow-headers"), /X-Preview-Token/);
  const body = JSON.stringify({ query: "{ site { name } }" });
  const response = await fetch(url, { method: "POST", body });
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
});

test("where nothing is, nothing is made up", async (t) => {
  const { client } = await mocked(t);
  const { page, redirect } = await client.query(contract.PageDocument, { path: "/en/no-such-page" });
  assert.deepEqual([page, redirect], [null, null]);
  const { asset } = await client.query(contract.AssetSnippetsDocument, { id: "999999" });
  assert.equal(asset, null);
  const { search } = await client.query(contract.SearchDocument, { query: "umbrellas" });
  assert.deepEqual([search.totalCount, search.nodes, search.facets], [0, [], []]);
  const { ask } = await client.query(contract.AskDocument, { question: "Who sells umbrellas?" });
  assert.deepEqual([ask.outcome, ask.matches], ["NO_MATCH", []]);
});

test("a list that was recorded is there to its end, and no further", async (t) => {
  const { client } = await mocked(t);
  const paths = new Set();
  let after = null;
  let total = 0;
  do {
    const { assets } = await client.query(LibraryDocument, { after });
    for (const { path } of assets.nodes) paths.add(path);
    total = assets.totalCount;
    after = assets.pageInfo.hasNextPage ? assets.pageInfo.endCursor : null;
  } while (after);
  assert.equal(paths.size, total);
  await assert.rejects(client.query(LibraryDocument, { after: "nowhere" }), (thrown) => {
    assert.ok(thrown instanceof HubErrors);
    assert.equal(thrown.errors[0].extensions.code, "BAD_INPUT");
    return true;
  });
});

test("what is kept is confirmed", async (t) => {
  const { client } = await mocked(t);
  const first = await client.query(LibraryDocument);
  assert.equal(await client.query(LibraryDocument), first);
});

for (const [kind, thrown] of [
  ["down", HubUnreachable],
  ["slow", HubTimeout],
  ["refusing", HubRefused],
  ["garbled", HubRefused],
  ["failing", HubErrors],
  ["newer", ContractMismatch],
]) {
  test(`a hub that is ${kind} is a ${thrown.name} while it lasts`, async (t) => {
    const { mock, client } = await mocked(t);
    const hurried = createClient({ url: mock.url, retries: 0, timeout: 500 });
    mock.trouble({ kind, delay: 60_000 });
    await assert.rejects((kind === "slow" ? hurried : client).query(LibraryDocument), thrown);
    mock.trouble();
    await client.query(LibraryDocument);
  });
}

test("trouble can be for one operation, and for some times", async (t) => {
  const { mock, client } = await mocked(t);
  mock.trouble({ kind: "refusing", operation: "Library", times: 1 });
  await client.query(contract.TaxonomyDocument);
  await assert.rejects(client.query(LibraryDocument), HubRefused);
  await client.query(LibraryDocument);
});

test("tests in other languages say so over HTTP", async (t) => {
  const { mock, client } = await mocked(t);
  const told = (method, body) => fetch(new URL("/trouble", mock.url), { method, body });
  assert.equal((await told("PUT", '{"kind":"down"}')).status, 204);
  await assert.rejects(client.query(LibraryDocument), HubUnreachable);
  assert.equal((await told("DELETE")).status, 204);
  await client.query(LibraryDocument);
  assert.equal((await told("PUT", '{"kind":"sunny"}')).status, 400);
});

test("it is there for the next question, whatever the last one was", async (t) => {
  const { mock, client } = await mocked(t);
  for (const body of ["null", "{", '{"query":5}', '{"documentId":5}', '{"variables":"x"}', '{"query":"{"}']) {
    assert.equal((await fetch(mock.url, { method: "POST", body })).status, 400, body);
  }
  await fetch(new URL("/trouble", mock.url), { method: "PUT", body: '{"kind":"refusing","status":"x"}' });
  assert.equal((await fetch(mock.url, { method: "POST", body: "{}" })).status, 500);
  mock.trouble();
  await fetch(`${new URL(mock.url).origin}//`);
  await client.query(LibraryDocument);
});

test("more than a hub gives at once is refused", async (t) => {
  const { client } = await mocked(t);
  for (const document of [LibraryDocument, contract.SnippetsDocument]) {
    await assert.rejects(client.query(document, { first: 500 }), { message: /`first` must be 0 to 100/ });
  }
});

test("pictures are there", async (t) => {
  const { mock } = await mocked(t);
  const response = await fetch(new URL("/media/any.jpg", mock.url));
  assert.equal(response.headers.get("content-type"), "image/svg+xml");
});

for (const [given, wrong] of [
  [["--port", "any"], /NaN/],
  [["--documents", "nowhere.json"], /nowhere\.json/],
]) {
  test(`what ${given[0]} cannot take is said in a line`, () => {
    const cli = new URL("../dist/cli.js", import.meta.url).pathname;
    const { status, stderr } = spawnSync(process.execPath, [cli, ...given], { encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, wrong);
    assert.match(stderr, /^wellspring-mock: .*\n$/);
  });
}
