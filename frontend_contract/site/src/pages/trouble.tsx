import { raw } from "hono/html";
import { assets } from "../assets.js";
import type { Trouble } from "../words.js";
import { wordsIn } from "../words.js";

/** Over by itself, so that it may help to ask again. */
const PASSING: ReadonlySet<Trouble> = new Set(["away", "slow", "busy", "failed", "mismatch"]);

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
            {trouble === "missing" && <Search locale={locale} />}
            <p class="ways">
              {PASSING.has(trouble) && (
                // biome-ignore lint/a11y/useValidAnchor: an empty address is the page's own.
                <a class="button" href="">
                  {words.again}
                </a>
              )}
              <a href={`/${locale}/`}>{words.home}</a>
              {trouble === "missing" && <a href={libraryOf(locale)}>{words.library}</a>}
            </p>
          </main>
        </body>
      </html>
    </>
  );
}

function Search({ locale }: { locale: string }) {
  const words = wordsIn(locale);
  return (
    <search>
      <form class="searching" action={libraryOf(locale)}>
        <input type="search" name="q" aria-label={words.search} placeholder={words.searchHint} />
        <button type="submit" class="button">
          {words.search}
        </button>
      </form>
    </search>
  );
}

function libraryOf(locale: string): string {
  return `/${locale}/library`;
}
