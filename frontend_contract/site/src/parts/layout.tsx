import { raw } from "hono/html";
import { assets } from "../assets.js";
import type { Visit } from "../visit.js";
import { Footer, Header } from "./frame.js";
import { type Head, HeadTags } from "./head.js";

/** What a page shows. */
export interface Shown {
  readonly head: Head;
  readonly body: unknown;
  /** Its paths in other languages. */
  readonly versions: ReadonlyArray<{ readonly locale: string; readonly path: string }>;
}

export function Layout({ shown, visit }: { shown: Shown; visit: Visit }) {
  const { words, previews } = visit;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={words.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <HeadTags head={shown.head} previews={previews} />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
          <script type="module" src={assets.script} />
        </head>
        <body>
          <a class="skip" href="#content">
            {words.skip}
          </a>
          {previews && (
            <p class="banner" role="status">
              <strong>{words.preview}</strong> {words.previewHint}
            </p>
          )}
          <Header visit={visit} versions={shown.versions} />
          <main id="content">{shown.body}</main>
          <Footer visit={visit} />
        </body>
      </html>
    </>
  );
}
