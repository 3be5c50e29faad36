import type { AssetCardFragment, FeedEntryFragment, MatchFragment, TermFragment } from "@wellspring/client";
import { raw } from "hono/html";
import type { Visit } from "../visit.js";
import { langOf, type Words } from "../words.js";
import { Figures } from "./figures.js";
import { Picture } from "./picture.js";

const SIZES = "(min-width: 60rem) 24rem, (min-width: 40rem) 45vw, 92vw";

interface Props {
  asset: AssetCardFragment;
  visit: Visit;
  /** Why it stands here. */
  why?: string | undefined;
  /** The words that justify it, as HTML. */
  evidence?: string | undefined;
}

export function Card({ asset, visit, why, evidence }: Props) {
  const { words, link, locale } = visit;
  const lang = asset.locale === locale ? undefined : langOf(asset.locale);
  const figure = asset.__typename === "CaseStudy" ? asset.results.slice(0, 1) : [];
  return (
    <article class={`card ${asset.__typename}`}>
      {asset.heroImage && (
        <Picture alt={asset.heroImage.alt} rendition={asset.heroImage.card} sizes={SIZES} />
      )}
      <Eyebrow asset={asset} visit={visit} />
      <h3 lang={lang}>
        <a href={link(asset.path)}>{asset.title}</a>
      </h3>
      {evidence ? (
        <blockquote lang={lang}>{raw(evidence)}</blockquote>
      ) : (
        asset.summary && (
          <p class="summary" lang={lang}>
            {asset.summary}
          </p>
        )
      )}
      <Figures results={figure} words={words} />
      {why && <p class="why">{why}</p>}
    </article>
  );
}

export function Eyebrow({ asset, visit }: { asset: AssetCardFragment; visit: Visit }) {
  const { words, locale, site } = visit;
  const language = site.locales.find(({ code }) => code === asset.locale)?.name;
  const facts = [
    words.kinds[asset.kind],
    nameOf(asset.industries[0] ?? asset.topics[0], visit),
    "duration" in asset && asset.duration ? words.duration(asset.duration) : undefined,
    asset.locale === locale ? undefined : language,
  ];
  return (
    <p class="eyebrow">
      {facts.filter(Boolean).map((fact) => (
        <span>{fact}</span>
      ))}
    </p>
  );
}

export function Cards({ children }: { children: unknown }) {
  return <div class="cards">{children}</div>;
}

export function Feed({ entries, visit }: { entries: ReadonlyArray<FeedEntryFragment>; visit: Visit }) {
  return (
    <Cards>
      {entries.map(({ asset, reasons }) => (
        // What is near in meaning is worded for whoever asks the hub, not for the visitor it is near to.
        <Card
          asset={asset}
          visit={visit}
          why={whyOf(
            reasons.filter(({ kind }) => kind !== "meaning"),
            visit,
          )}
        />
      ))}
    </Cards>
  );
}

export function Matches({ matches, visit }: { matches: ReadonlyArray<MatchFragment>; visit: Visit }) {
  return (
    <Cards>
      {matches.map(({ asset, evidence, reasons }) => (
        <Card asset={asset} visit={visit} evidence={evidence[0]?.html} why={whyOf(reasons, visit)} />
      ))}
    </Cards>
  );
}

type Reason = FeedEntryFragment["reasons"][number];

/** The first reason that tells a visitor something. */
function whyOf(reasons: ReadonlyArray<Reason>, { words }: Visit): string | undefined {
  return reasons.map((reason) => said(reason, words)).find(Boolean);
}

function said({ kind, text }: Reason, words: Words): string | undefined {
  switch (kind) {
    case "persona":
    case "stage":
      return words.chosenFor(text);
    case "industry":
    case "topic":
    case "product":
      return words.about(text);
    case "words":
      return words.mentions(text);
    case "missing":
      return words.lacks(text);
    case "meaning":
      return text;
    default:
      return undefined;
  }
}

/** Pieces in another language name their terms in that; the page names them in its own. */
function nameOf(term: TermFragment | undefined, { taxonomy }: Visit): string | undefined {
  const terms = term?.kind === "INDUSTRY" ? taxonomy.industries : taxonomy.topics;
  return terms.find(({ slug }) => slug === term?.slug)?.name ?? term?.name;
}
