import type { SeoFragment } from "@wellspring/client";
import { raw } from "hono/html";
import { langOf } from "../words.js";

/** What search engines and networks are told; a page of our own has no more than a title. */
export type Head = Pick<SeoFragment, "title"> & Partial<SeoFragment>;

export function HeadTags({ head, previews }: { head: Head; previews: boolean }) {
  const { title, description, canonicalUrl, openGraph } = head;
  const robots = previews ? "noindex, nofollow" : head.robots;
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {robots && <meta name="robots" content={robots} />}
      {canonicalUrl && <link rel="canonical" href={canonicalUrl} />}
      {head.alternates?.map(({ locale, url }) => (
        <link rel="alternate" hreflang={langOf(locale)} href={url} />
      ))}
      {openGraph && <OpenGraph {...openGraph} />}
      {head.jsonLd?.map((text) => (
        // As the hub says, nothing in it can end the script.
        <script type="application/ld+json">{raw(text)}</script>
      ))}
    </>
  );
}

function OpenGraph(shown: SeoFragment["openGraph"]) {
  const { image } = shown;
  const properties: ReadonlyArray<readonly [string, string | number | null | undefined]> = [
    ["og:type", shown.type],
    ["og:title", shown.title],
    ["og:description", shown.description],
    ["og:url", shown.url],
    ["og:site_name", shown.siteName],
    ["og:locale", shown.locale],
    ...shown.alternateLocales.map((locale) => ["og:locale:alternate", locale] as const),
    ["og:image", image?.social.url],
    ["og:image:width", image?.social.width],
    ["og:image:height", image?.social.height],
    ["og:image:alt", image?.alt],
    ["article:published_time", shown.publishedTime],
    ["article:modified_time", shown.modifiedTime],
  ];
  return (
    <>
      {properties.map(([property, content]) =>
        content ? <meta property={property} content={String(content)} /> : null,
      )}
      <meta name="twitter:card" content={image ? "summary_large_image" : "summary"} />
    </>
  );
}
