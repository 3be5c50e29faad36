import { raw } from "hono/html";
import { assets } from "../assets.js";
import type { Trouble } from "../words.js";
import { wordsIn } from "../words.js";

/** A page that needs nothing of the hub. */
export function troublePage(trouble: Trouble, locale: string) {
  const words = wordsIn(locale);
  const { title, text } = words.errors[trouble];
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={words.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>{title}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
        </head>
        <body class="trouble">
          <main>
            <h1>{title}</h1>
            <p class="summary">{text}</p>
            <p>
              <a class="button" href={`/${locale}/`}>
                {words.home}
              </a>{" "}
              {trouble === "missing" && <a href={`/${locale}/library`}>{words.library}</a>}
            </p>
          </main>
        </body>
      </html>
    </>
  );
}
