import { raw } from "hono/html";
import { assets } from "../assets.js";
import type { Trouble } from "../words.js";
import { wordsIn } from "../words.js";

/** A page that needs nothing of the hub. */
export function troublePage(trouble: Trouble, locale: string) {
  const words = wordsIn(locale);
  const { title, text } = words.errors[trouble];
  const library = `/${locale}/library`;
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
            {trouble === "missing" && (
              <search>
                <form class="searching" action={library}>
                  <input type="search" name="q" aria-label={words.search} placeholder={words.searchHint} />
                  <button type="submit" class="button">
                    {words.search}
                  </button>
                </form>
              </search>
            )}
            <p class="ways">
              <a class={trouble === "missing" ? undefined : "button"} href={`/${locale}/`}>
                {words.home}
              </a>
              {trouble === "missing" && <a href={library}>{words.library}</a>}
            </p>
          </main>
        </body>
      </html>
    </>
  );
}
