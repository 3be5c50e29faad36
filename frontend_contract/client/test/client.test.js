import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CONTRACT,
  ContractMismatch,
  createClient,
  HubErrors,
  HubRefused,
  HubTimeout,
  HubUnreachable,
  LibraryDocument,
  OpenLeadFormDocument,
  TaxonomyDocument,
} from "../dist/index.js";
import { error, gone, hangUp, hub, json, silence, text } from "./hub.js";

const LIST = {
  data: { assets: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
};

test("a query goes by GET, by its hash, with variables in one order", async (t) => {
  const { url, asked } = await hub(t, json(LIST));
  const client = createClient({ url });
  await client.query(LibraryDocument, {
    first: 2,
    filter: { locales: ["en"], kinds: undefined, industries: ["dairy"] },
  });
  await client.query(LibraryDocument, { filter: { industries: ["dairy"], locales: ["en"] }, first: 2 });
  const [one, other] = asked;
  assert.equal(one.method, "GET");
  assert.match(one.url.searchParams.get("documentId"), /^sha256:[0-9a-f]{64}$/);
  assert.equal(one.url.searchParams.get("operationName"), "Library");
  assert.equal(
    one.url.searchParams.get("variables"),
    '{"filter":{"industries":["dairy"],"locales":["en"]},"first":2}',
  );
  assert.equal(one.url.search, other.url.search);
});

test("its data comes back, and what the answer is made of", async (t) => {
  const { url } = await hub(t, json(LIST, 200, { "Surrogate-Key": "assets page-12" }));
  const answer = await createClient({ url }).answer(LibraryDocument);
  assert.deepEqual(answer, { data: LIST.data, tags: ["assets", "page-12"] });
});

test("what is too long for an address goes by POST", async (t) => {
  const { url, asked } = await hub(t, json(LIST));
  await createClient({ url }).query(LibraryDocument, { filter: { topics: Array(500).fill("predictive") } });
  assert.equal(asked[0].method, "POST");
  assert.equal(JSON.parse(asked[0].body).variables.filter.topics.length, 500);
});

test("a document of the site's own goes as its text", async (t) => {
  const { url, asked } = await hub(t, json({ data: { taxonomy: { topics: [] } } }));
  const own = new String("{ taxonomy { topics { slug } } }");
  assert.deepEqual(await createClient({ url }).query(own), { taxonomy: { topics: [] } });
  assert.equal(asked[0].url.searchParams.get("query"), String(own));
  assert.equal(asked[0].url.searchParams.has("documentId"), false);
});

test("and where it has a hash by that, with its name", async (t) => {
  const { url, asked } = await hub(t, json(LIST));
  const own = Object.assign(new String("\n  query Mine($first: Int) { taxonomy { topics { slug } } }"), {
    __meta__: { hash: "sha256:1" },
  });
  await createClient({ url }).query(own);
  assert.deepEqual([...asked[0].url.searchParams.keys()], ["documentId", "operationName"]);
  assert.equal(asked[0].url.searchParams.get("operationName"), "Mine");
});

test("a mutation is not sent as a query, which may be sent twice", async (t) => {
  const { url, asked } = await hub(t, json(LIST));
  const client = createClient({ url });
  for (const document of [OpenLeadFormDocument, new String("mutation Mine { any }")]) {
    await assert.rejects(client.query(document, { page: "1" }), { name: "TypeError", message: /`mutate`/ });
  }
  assert.deepEqual(asked, []);
});

for (const url of [undefined, "", "hub.example.com/graphql/", "/graphql/", "https://", "ftp://hub/"]) {
  test(`an address like ${JSON.stringify(url)} is refused before anything is asked`, () => {
    assert.throws(() => createClient({ url }), { name: "TypeError", message: /`url` must be/ });
  });
}

test("a key, a preview's token and a language go along", async (t) => {
  const { url, asked } = await hub(t, json(LIST));
  await createClient({ url, key: "wsp_1", previewToken: "draft", language: "zh-hans" }).query(
    LibraryDocument,
  );
  assert.equal(asked[0].headers.authorization, "Bearer wsp_1");
  assert.equal(asked[0].headers["accept-language"], "zh-hans");
  assert.equal(asked[0].headers["x-preview-token"], "draft");
});

test("what is kept is confirmed, and not sent again", async (t) => {
  const unchanged = (response) => response.writeHead(304).end();
  const { url, asked } = await hub(t, json(LIST, 200, { ETag: '"1"' }), unchanged);
  const client = createClient({ url });
  const first = await client.query(LibraryDocument);
  assert.equal(await client.query(LibraryDocument), first);
  assert.equal(asked[1].headers["if-none-match"], '"1"');
});

test("what changed takes the place of what was kept", async (t) => {
  const changed = { data: { assets: { ...LIST.data.assets, totalCount: 1 } } };
  const { url, asked } = await hub(t, json(LIST, 200, { ETag: '"1"' }), json(changed, 200, { ETag: '"2"' }));
  const client = createClient({ url });
  await client.query(LibraryDocument);
  assert.equal((await client.query(LibraryDocument)).assets.totalCount, 1);
  await client.query(LibraryDocument);
  assert.equal(asked[2].headers["if-none-match"], '"2"');
});

test("no more is kept than was said, and of previews nothing", async (t) => {
  const { url, asked } = await hub(t, json(LIST, 200, { ETag: '"1"' }));
  const small = createClient({ url, cache: 1 });
  for (const first of [1, 2, 1]) await small.query(LibraryDocument, { first });
  const preview = createClient({ url, previewToken: "draft" });
  for (const first of [1, 1]) await preview.query(LibraryDocument, { first });
  assert.deepEqual(
    asked.filter(({ headers }) => "if-none-match" in headers),
    [],
  );
});

test("a hub that is down is said to be unreachable, and why", async () => {
  const client = createClient({ url: await gone(), retries: 0 });
  await assert.rejects(client.query(LibraryDocument), (thrown) => {
    assert.ok(thrown instanceof HubUnreachable);
    assert.match(thrown.message, /^Nothing answers at http:\/\/127\.0\.0\.1:\d+\/graphql\/: .*ECONNREFUSED/);
    return true;
  });
});

test("so is one that hangs up, once it was tried again", async (t) => {
  const { url, asked } = await hub(t, hangUp);
  await assert.rejects(createClient({ url, retries: 1 }).query(LibraryDocument), HubUnreachable);
  assert.equal(asked.length, 2);
});

test("a slow hub is waited for as long as was said, once", async (t) => {
  const { url, asked } = await hub(t, silence);
  const client = createClient({ url, timeout: 50 });
  await assert.rejects(
    client.query(LibraryDocument),
    (thrown) => thrown instanceof HubTimeout && thrown.milliseconds === 50,
  );
  assert.ok(asked.length <= 1); // a busy machine may give up before it has asked
});

test("so is one that begins to answer and does not end", async (t) => {
  const { url } = await hub(t, (response) => response.write('{"data":'));
  await assert.rejects(createClient({ url, timeout: 50 }).query(LibraryDocument), HubTimeout);
});

test("an answer follows a passing failure", async (t) => {
  const { url, asked } = await hub(t, text("<h1>Bad gateway</h1>", 502), json(LIST));
  assert.deepEqual(await createClient({ url }).query(LibraryDocument), LIST.data);
  assert.equal(asked.length, 2);
});

test("a lasting one is told with its status", async (t) => {
  const { url, asked } = await hub(t, json(error("INTERNAL", "Something went wrong.", "a1b2"), 500));
  await assert.rejects(createClient({ url, retries: 1 }).query(LibraryDocument), (thrown) => {
    assert.ok(thrown instanceof HubRefused);
    assert.deepEqual([thrown.status, thrown.code, thrown.id], [500, "INTERNAL", "a1b2"]);
    return true;
  });
  assert.equal(asked.length, 2);
});

test("who asked too often comes back when the hub says", async (t) => {
  const busy = json(error("RATE_LIMITED"), 429, { "Retry-After": "1" });
  const { url } = await hub(t, busy, json(LIST));
  const began = performance.now();
  await createClient({ url }).query(LibraryDocument);
  assert.ok(performance.now() - began >= 990);
});

test("so does who came when too many asked", async (t) => {
  const { url, asked } = await hub(t, json(error("BUSY"), 503, { "Retry-After": "1" }), json(LIST));
  const began = performance.now();
  await createClient({ url }).query(LibraryDocument);
  assert.equal(asked.length, 2);
  assert.ok(performance.now() - began >= 990);
});

test("and not at all where that is too long to wait for", async (t) => {
  const { url, asked } = await hub(t, json(error("RATE_LIMITED"), 429, { "Retry-After": "60" }));
  await assert.rejects(createClient({ url }).query(LibraryDocument), { name: "HubRefused", retryAfter: 60 });
  assert.equal(asked.length, 1);
});

test("what is wrong with the request is not sent again", async (t) => {
  const { url, asked } = await hub(t, json(error("UNAUTHENTICATED"), 401));
  await assert.rejects(createClient({ url }).query(LibraryDocument), {
    status: 401,
    code: "UNAUTHENTICATED",
  });
  assert.equal(asked.length, 1);
});

test("what took too long is not asked again", async (t) => {
  const { url, asked } = await hub(t, json(error("LIMIT_EXCEEDED"), 503));
  await assert.rejects(createClient({ url }).query(LibraryDocument), { status: 503 });
  assert.equal(asked.length, 1);
});

for (const [what, answer] of Object.entries({
  "a page of HTML": text("<h1>Welcome</h1>"),
  "half an answer": text('{"data":'),
  "a list": json([]),
  nothing: text(""),
  "an object without data": json({}),
  "data that is null": json({ data: null }),
  "errors that are none": json({ errors: "oops" }),
})) {
  test(`${what} is no answer`, async (t) => {
    const { url } = await hub(t, answer);
    await assert.rejects(createClient({ url }).query(LibraryDocument), { name: "HubRefused", status: 200 });
  });
}

test("what else answers at an address is told with that address", async (t) => {
  const { url } = await hub(t, text("<h1>Not found</h1>", 404));
  await assert.rejects(createClient({ url: `${url}?of=1` }).query(LibraryDocument), {
    message: `${url} answered 404: text/html, no GraphQL`,
  });
});

test("an answer that does not end is not read on", async (t) => {
  const { url } = await hub(t, (response) => {
    const more = () => response.write("x".repeat(1_000_000), more);
    more();
  });
  await assert.rejects(createClient({ url, timeout: 60_000 }).query(LibraryDocument), (thrown) => {
    assert.ok(thrown instanceof HubRefused);
    assert.match(thrown.message, /more than 20000000 characters/);
    return true;
  });
});

test("errors of another shape are told all the same", async (t) => {
  const { url } = await hub(t, json({ errors: [null, {}, { message: 7, extensions: null }] }));
  await assert.rejects(createClient({ url }).query(LibraryDocument), {
    name: "HubErrors",
    message: "Library: An error without a word. 7",
  });
});

test("failed fields are told with the data there is", async (t) => {
  const body = { ...error("INTERNAL", "Something went wrong.", "a1b2"), data: { assets: null } };
  const { url } = await hub(t, json(body));
  await assert.rejects(createClient({ url }).query(LibraryDocument), (thrown) => {
    assert.ok(thrown instanceof HubErrors);
    assert.equal(thrown.message, "Library: Something went wrong.");
    assert.deepEqual(thrown.data, { assets: null });
    assert.equal(thrown.errors[0].extensions.id, "a1b2");
    return true;
  });
});

for (const code of ["PERSISTED_QUERY_NOT_FOUND", "VALIDATION_FAILED"]) {
  test(`${code} says that hub and client are of different contracts`, async (t) => {
    const { url } = await hub(t, json(error(code, "Why."), 400, { "X-Contract": "9.0.0+12345678" }));
    await assert.rejects(createClient({ url }).query(LibraryDocument), (thrown) => {
      assert.ok(thrown instanceof ContractMismatch);
      assert.deepEqual(
        [thrown.operation, thrown.clientContract, thrown.hubContract],
        ["Library", CONTRACT, "9.0.0+12345678"],
      );
      assert.match(thrown.message, /9\.0\.0.*Library.*(Why\.|manage\.py trust_documents)/);
      return true;
    });
  });
}

test("of the same contract, it is what was asked that is wrong", async (t) => {
  const wrong = error("VALIDATION_FAILED", "Variable '$path' was not provided.");
  const { url } = await hub(t, json(wrong, 400, { "X-Contract": CONTRACT }));
  await assert.rejects(createClient({ url }).query(LibraryDocument), {
    name: "HubRefused",
    code: "VALIDATION_FAILED",
    message: `${url} answered 400: Variable '$path' was not provided.`,
  });
});

test("or a document that the hub was not told of", async (t) => {
  const { url } = await hub(t, json(error("PERSISTED_QUERY_NOT_FOUND"), 400, { "X-Contract": CONTRACT }));
  const own = Object.assign(new String("query Mine { any }"), { __meta__: { hash: "sha256:1" } });
  await assert.rejects(createClient({ url }).query(own), {
    name: "HubRefused",
    message: /was not told of Mine \(manage\.py trust_documents\)/,
  });
});

test("whoever does not want the answer any more need not wait", async (t) => {
  const { url } = await hub(t, silence);
  const gone = new AbortController();
  const asking = createClient({ url }).query(TaxonomyDocument, {}, { signal: gone.signal });
  gone.abort(new Error("gone"));
  await assert.rejects(asking, { message: "gone" });
});

test("nor while it is waited to try again", async (t) => {
  const gone = new AbortController();
  const { url } = await hub(t, (response) => {
    json(error("RATE_LIMITED"), 429, { "Retry-After": "5" })(response);
    setTimeout(() => gone.abort(new Error("gone")), 20);
  });
  await assert.rejects(createClient({ url }).query(TaxonomyDocument, {}, { signal: gone.signal }), {
    message: "gone",
  });
});

test("a mutation goes by POST, once", async (t) => {
  const { url, asked } = await hub(t, json(error("INTERNAL"), 500));
  await assert.rejects(createClient({ url }).mutate(OpenLeadFormDocument, { page: "61" }), HubRefused);
  assert.equal(asked.length, 1);
  assert.equal(asked[0].method, "POST");
  assert.deepEqual(JSON.parse(asked[0].body).variables, { page: "61" });
});
