import { LibraryDocument, type WebPageFragment } from "@wellspring/client";
import { Card, Cards } from "../parts/card.js";
import type { Attempt } from "../parts/form.js";
import { Sections } from "../parts/sections.js";
import type { Visit } from "../visit.js";
import { assetPage } from "./asset.js";

/** Whatever the hub has at an address. */
export async function webPage(page: WebPageFragment, visit: Visit, attempt?: Attempt) {
  switch (page.__typename) {
    case "HomePage":
      return (
        <>
          {page.landingPage ? (
            <Sections page={page.landingPage} visit={visit} attempt={attempt} />
          ) : (
            <h1>{visit.site.name}</h1>
          )}
          {await latest(visit)}
        </>
      );
    case "LandingPage":
      return <Sections page={page} visit={visit} attempt={attempt} />;
    default:
      return assetPage(page, visit);
  }
}

async function latest(visit: Visit) {
  const { words, link, locale, reader } = visit;
  const list = await reader.ifThere(reader.ask(LibraryDocument, { filter: { locales: [locale] }, first: 3 }));
  if (!list || list.assets.nodes.length === 0) return null;
  return (
    <section class="section" aria-labelledby="latest">
      <h2 id="latest">{words.latest}</h2>
      <Cards>
        {list.assets.nodes.map((asset) => (
          <Card asset={asset} visit={visit} />
        ))}
      </Cards>
      <p>
        <a href={link(`/${locale}/library`)}>{words.all}</a>
      </p>
    </section>
  );
}
