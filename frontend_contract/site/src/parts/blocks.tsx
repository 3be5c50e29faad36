import type { BlockFragment } from "@wellspring/client";
import { raw } from "hono/html";
import { hrefOf, withLinks } from "../addresses.js";
import type { Visit } from "../visit.js";
import { Picture } from "./picture.js";

const SIZES = "(min-width: 50rem) 46rem, 92vw";

type Heading = Extract<BlockFragment, { __typename: "HeadingBlock" }>;

/** A body: blocks that have fields are drawn from them, and all others from the hub's HTML. */
export function Body({ blocks, visit }: { blocks: ReadonlyArray<BlockFragment>; visit: Visit }) {
  return (
    <div class="prose">
      {blocks.map((block) => (
        <Block block={block} visit={visit} />
      ))}
    </div>
  );
}

/** Where a long body can be entered. */
export function Contents({ blocks, visit }: { blocks: ReadonlyArray<BlockFragment>; visit: Visit }) {
  const headings = blocks.filter(isHeading).filter(({ level }) => level === 2);
  if (headings.length < 3) return null;
  return (
    <nav class="contents" aria-labelledby="contents">
      <details>
        <summary id="contents">{visit.words.contents}</summary>
        <ol>
          {headings.map((heading) => (
            <li>
              <a href={`#${anchorOf(heading)}`}>{heading.text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

function isHeading(block: BlockFragment): block is Heading {
  return block.__typename === "HeadingBlock";
}

function anchorOf({ id }: Heading): string {
  return `s-${id}`;
}

function Block({ block, visit }: { block: BlockFragment; visit: Visit }) {
  const { link } = visit;
  switch (block.__typename) {
    case "HeadingBlock": {
      const Tag = `h${block.level}` as "h2" | "h3" | "h4";
      return <Tag id={anchorOf(block)}>{block.text}</Tag>;
    }
    case "QuoteBlock":
      return <Quote {...block} />;
    case "StatisticBlock":
      return <Statistic {...block} />;
    case "ImageBlock":
      return (
        <figure>
          <Picture alt={block.image.alt} rendition={block.image.full} sizes={SIZES} />
          {block.caption && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    case "TableBlock":
      return <Table {...block} />;
    case "CodeBlock":
      return (
        <pre tabindex={0}>
          <code class={block.language && `language-${block.language}`}>{block.code}</code>
        </pre>
      );
    case "CalloutBlock":
      return <aside class={`callout ${block.tone}`}>{raw(withLinks(block.html, link))}</aside>;
    case "EmbedBlock":
      return (
        <p class="embed">
          <a class="button" href={block.url} rel="noopener">
            {visit.words.open}
          </a>{" "}
          {block.caption || new URL(block.url).hostname}
        </p>
      );
    case "CallToActionBlock":
      return (
        <p>
          <a class="button" href={hrefOf(block.url, link)}>
            {block.label}
          </a>
        </p>
      );
    default:
      return <>{raw(withLinks(block.html, link))}</>;
  }
}

export function Quote({ text, speaker, role }: { text: string; speaker: string; role: string }) {
  return (
    <figure class="quote">
      <blockquote>{text}</blockquote>
      {(speaker || role) && (
        <figcaption>
          {speaker && <strong>{speaker}</strong>} {role}
        </figcaption>
      )}
    </figure>
  );
}

export function Statistic({ figure, label, note }: { figure: string; label: string; note: string }) {
  return (
    <figure class="statistic">
      <p>{figure}</p>
      <figcaption>
        {label}
        {note && <small>{note}</small>}
      </figcaption>
    </figure>
  );
}

interface TableProps {
  columns: ReadonlyArray<string>;
  rows: ReadonlyArray<ReadonlyArray<string>>;
  caption: string;
}

/** Wider than a phone, it scrolls, by keyboard too. */
export function Table({ columns, rows, caption }: TableProps) {
  return (
    <section class="table" tabindex={0} aria-label={caption || columns.join(", ")}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>{row.map((cell, n) => (n === 0 ? <th scope="row">{cell}</th> : <td>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
