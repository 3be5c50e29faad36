// What the pages for website teams show, as a reader would try it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startMock } from "../dist/index.js";

const CONTRACT = fileURLToPath(new URL("../../", import.meta.url));
const TSC = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");

function samples(page, language) {
  const text = readFileSync(join(CONTRACT, page), "utf8").replace(/^ {3}/gm, "");
  return [...text.matchAll(new RegExp(`^\`\`\`(?:${language})\\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, code]) => code,
  );
}

/** A folder where both packages are installed. */
function project(t) {
  const folder = mkdtempSync(join(tmpdir(), "wellspring-docs-"));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(CONTRACT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  return folder;
}

test("the page in ten minutes answers whatever it is asked", async (t) => {
  const folder = project(t);
  const mock = await startMock();
  t.after(() => mock.close());
  const [page] = samples("../docs/frontends.md", "js");
  writeFileSync(join(folder, "page.mjs"), page);
  const env = { ...process.env, HUB: mock.url, PORT: "0" };
  const site = spawn(process.execPath, ["page.mjs"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  t.after(() => site.kill());
  const [said] = await once(site.stdout, "data");
  const origin = `http://localhost:${String(said).match(/\d+/)[0]}`;
  const ask = (path) => fetch(origin + path, { redirect: "manual" });

  const home = await ask("/en/");
  assert.match(await home.text(), /<a href="\/en\//);
  assert.match(await (await ask("/en/for-finance?persona=finance")).text(), /For finance/);
  assert.equal((await ask("/")).headers.get("location"), "/en/");
  assert.equal((await ask("/en/for-finance/")).headers.get("location"), "/en/for-finance");
  assert.equal((await ask("/en/nowhere")).status, 404);
  for (const odd of ["//", "/%", "/en/%E4%BD", "/%00"]) assert.ok((await ask(odd)).status < 504, odd);
  mock.trouble({ kind: "failing" });
  assert.equal((await ask("/en/")).status, 503);
});

test("what is written in TypeScript compiles, strictly", (t) => {
  const folder = project(t);
  const pages = ["client/README.md", "mock/README.md", "../docs/frontends.md", "../docs/delivery.md"];
  const written = pages
    .flatMap((page) => samples(page, "ts|typescript"))
    .map((code, number) => {
      const name = `sample${number}.ts`;
      writeFileSync(join(folder, name), `${code}\nexport {};\n`);
      return name;
    });
  assert.ok(written.length >= 5);
  writeFileSync(join(folder, "given.d.ts"), "declare function drop(tag: string): void;");
  const options = "--strict --noEmit --module nodenext --target es2022 --types node".split(" ");
  try {
    execFileSync(process.execPath, [TSC, ...options, "given.d.ts", ...written], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch ({ stdout }) {
    assert.fail(stdout);
  }
});
