import { raw } from "hono/html";
import { type Link, linkFor } from "../addresses.js";
import { assets } from "../assets.js";
import { SearchBox } from "../parts/searching.js";
import { type Trouble, wordsIn } from "../words.js";

/** Over by itself, so that it may help to ask again. */
const PASSING: ReadonlySet<Trouble> = new Set(["away", "slow", "busy", "failed", "mismatch"]);

/** A page that needs nothing of the hub. */
export function troublePage(trouble: Trouble, locale: string) {
  const words = wordsIn(locale);
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={words.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>{words.errors[trouble].title}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
        </head>
        <body class="trouble">
          <main>
            <Told trouble={trouble} locale={locale} link={linkFor({})} />
          </main>
        </body>
      </html>
    </>
  );
}

interface Props {
  trouble: Trouble;
  locale: string;
  link: Link;
}

/** What it is, and the ways on. */
export function Told({ trouble, locale, link }: Props) {
  const words = wordsIn(locale);
  const { title, text } = words.errors[trouble];
  const library = `/${locale}/library`;
  return (
    <div class="told">
      <h1>{title}</h1>
      <p class="summary">{text}</p>
      {trouble === "missing" && <SearchBox q="" action={link(library)} words={words} />}
      <p class="ways">
        {PASSING.has(trouble) && (
          // biome-ignore lint/a11y/useValidAnchor: an empty address is the page's own.
          <a class="button" href="">
            {words.again}
          </a>
        )}
        <a href={link(`/${locale}/`)}>{words.home}</a>
        {trouble === "missing" && <a href={link(library)}>{words.library}</a>}
      </p>
    </div>
  );
}
