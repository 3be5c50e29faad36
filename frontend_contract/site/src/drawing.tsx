import type { WebPageFragment } from "@wellspring/client";
import { libraryPage } from "./pages/library.js";
import { Told } from "./pages/trouble.js";
import { webPage } from "./pages/web.js";
import type { Attempt } from "./parts/form.js";
import { Layout, type Shown } from "./parts/layout.js";
import type { Visit } from "./visit.js";

export const LIBRARY = "library";

export async function drawnLibrary(visit: Visit): Promise<string> {
  const { words, site, query } = visit;
  const listed = [...query.keys()].every((name) => !["q", "after"].includes(name));
  return drawn(visit, {
    head: {
      title: [words.library, site.name].filter(Boolean).join(" · "),
      description: words.libraryLead,
      // What is found there has pages of its own.
      robots: listed ? "index, follow" : "noindex, follow",
      canonicalUrl: `${site.rootUrl}/${visit.locale}/${LIBRARY}`,
    },
    versions: site.locales.map(({ code }) => ({ locale: code, path: `/${code}/${LIBRARY}` })),
    body: await libraryPage(visit),
  });
}

export async function drawnPage(page: WebPageFragment, visit: Visit, attempt?: Attempt): Promise<string> {
  return drawn(visit, {
    head: page.seo,
    versions: page.versions,
    body: await webPage(page, visit, attempt),
  });
}

export async function drawnMissing(visit: Visit): Promise<string> {
  const { words, locale, link } = visit;
  // Whoever says for whom, there, is led home.
  const home = `/${locale}/`;
  return drawn(
    { ...visit, path: home },
    {
      head: { title: words.errors.missing.title, robots: "noindex" },
      versions: [],
      body: <Told trouble="missing" locale={locale} link={link} />,
    },
  );
}

async function drawn(visit: Visit, shown: Shown): Promise<string> {
  return String(await (<Layout shown={shown} visit={visit} />));
}
