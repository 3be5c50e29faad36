import {
  type AssetDetailFragment,
  AssetSnippetsDocument,
  type FeedEntryFragment,
  NextBestDocument,
} from "@wellspring/client";
import { raw } from "hono/html";
import { withLinks } from "../addresses.js";
import { Body, Contents, Quote } from "../parts/blocks.js";
import { Eyebrow, Feed, Matches } from "../parts/card.js";
import { Figures } from "../parts/figures.js";
import { Picture } from "../parts/picture.js";
import { Sharing } from "../parts/sharing.js";
import { type Share, Snippets } from "../parts/snippets.js";
import type { Visit } from "../visit.js";
import { day, fileSize, listed } from "../words.js";

/** Where snippets are passed on, by language: channels of the hub's taxonomy that have a page to share on. */
const CHANNELS: Readonly<Record<string, ReadonlyArray<string>>> = {
  en: ["linkedin", "x"],
  "zh-hans": ["weibo"],
};
const IN_A_ROW = 3;

export async function assetPage(asset: AssetDetailFragment & { readonly url: string }, visit: Visit) {
  const { words, link } = visit;
  const related = asset.related.slice(0, IN_A_ROW);
  const [next, shares] = await Promise.all([nextTo(asset, related, visit), sharesOf(asset, visit)]);
  return (
    <>
      <article class="piece">
        <header>
          <Eyebrow asset={asset} visit={visit} />
          <h1>{asset.title}</h1>
          {asset.summary && <p class="summary">{asset.summary}</p>}
          <Facts asset={asset} visit={visit} />
          <Take asset={asset} visit={visit} />
        </header>
        {asset.heroImage && (
          <Picture
            alt={asset.heroImage.alt}
            rendition={asset.heroImage.hero}
            sizes="(min-width: 75rem) 72rem, 92vw"
            first
          />
        )}
        {asset.__typename === "CaseStudy" && <Figures results={asset.results} words={words} />}
        <div class="columns">
          <Contents blocks={asset.body} visit={visit} />
          <div>
            <CaseStudyText asset={asset} visit={visit} />
            <Body blocks={asset.body} visit={visit} />
            {asset.__typename === "Faq" && (
              <div class="prose">
                {asset.questions.map(({ question, answerHtml }) => (
                  <section>
                    <h2>{question}</h2>
                    {raw(withLinks(answerHtml, link))}
                  </section>
                ))}
              </div>
            )}
            {asset.__typename === "Recording" && asset.transcript && (
              <details class="transcript">
                <summary>{words.transcript}</summary>
                {asset.transcript.split(/\n+/).map((line) => (
                  <p>{line}</p>
                ))}
              </details>
            )}
          </div>
        </div>
      </article>
      <section class="section sharing" aria-labelledby="sharing">
        <h2 id="sharing">{words.sharing}</h2>
        <Sharing url={asset.url} title={asset.title} visit={visit} />
        {asset.snippets.length > 0 && <Snippets snippets={asset.snippets} visit={visit} shares={shares} />}
      </section>
      {next.length > 0 && (
        <section class="section next" aria-labelledby="next">
          <h2 id="next">{words.readNext}</h2>
          <Feed entries={next} visit={visit} />
        </section>
      )}
      {related.length > 0 && (
        <section class="section related" aria-labelledby="related">
          <h2 id="related">{words.related}</h2>
          <Matches matches={related} visit={visit} />
        </section>
      )}
    </>
  );
}

function Facts({ asset, visit: { words } }: { asset: AssetDetailFragment; visit: Visit }) {
  const { publishedAt, authors } = asset;
  return (
    <p class="facts">
      {authors.length > 0 && <span>{`${words.by} ${listed(authors, words)}`}</span>}
      {publishedAt && (
        <span>
          {words.published} <time datetime={publishedAt}>{day(publishedAt, words)}</time>
        </span>
      )}
    </p>
  );
}

/** To be taken along, watched or listened to. */
function Take({ asset, visit: { words } }: { asset: AssetDetailFragment; visit: Visit }) {
  const file = "file" in asset ? asset.file : null;
  const watch = "embedUrl" in asset ? asset.embedUrl : "";
  if (!file && !watch) return null;
  return (
    <p class="take">
      {watch && (
        <a class="button" href={watch} rel="noopener">
          {asset.kind === "PODCAST" ? words.listen : words.watch}
        </a>
      )}
      {file && (
        <a class="button" href={file.url} download={file.name}>
          {words.download}
          {file.size && <small> {fileSize(file.size, words)}</small>}
        </a>
      )}
    </p>
  );
}

function CaseStudyText({ asset, visit: { words } }: { asset: AssetDetailFragment; visit: Visit }) {
  if (asset.__typename !== "CaseStudy") return null;
  const parts = [
    [words.challenge, asset.challenge],
    [words.solution, asset.solution],
  ] as const;
  return (
    <div class="prose">
      {parts.map(
        ([heading, text]) =>
          text && (
            <section>
              <h2>{heading}</h2>
              <p>{text}</p>
            </section>
          ),
      )}
      {asset.quote && <Quote {...asset.quote} />}
    </div>
  );
}

/** What suits the visitor, apart from what is shown as related. */
async function nextTo(
  { id }: AssetDetailFragment,
  related: AssetDetailFragment["related"],
  { reader, locale, visitor }: Visit,
): Promise<ReadonlyArray<FeedEntryFragment>> {
  const shown = new Set(related.map(({ asset }) => asset.id));
  const asked = { seen: [id], locale, first: IN_A_ROW + shown.size, ...visitor };
  const answer = await reader.ifThere(reader.ask(NextBestDocument, asked));
  const others = answer?.nextBest.entries.filter(({ asset }) => !shown.has(asset.id)) ?? [];
  return others.slice(0, IN_A_ROW);
}

async function sharesOf(asset: AssetDetailFragment, visit: Visit): Promise<Map<string, Share[]>> {
  const { reader, locale } = visit;
  const shares = new Map<string, Share[]>();
  if (asset.snippets.length === 0) return shares;
  const asked = (CHANNELS[locale] ?? []).map((channel) =>
    reader.ifThere(reader.ask(AssetSnippetsDocument, { id: asset.id, channel, first: 20 })),
  );
  for (const answer of await Promise.all(asked)) {
    for (const { id, channel, shareUrl } of answer?.asset?.snippets ?? []) {
      if (!channel || !shareUrl) continue;
      shares.set(id, [...(shares.get(id) ?? []), { name: channel.name, url: shareUrl }]);
    }
  }
  return shares;
}
