import type { AssetLinkFragment, SnippetFragment } from "@wellspring/client";
import type { Visit } from "../visit.js";
import { langOf } from "../words.js";

/** A way to pass a snippet on: a channel's own page with the post filled in. */
export interface Share {
  readonly name: string;
  readonly url: string;
}

interface Props {
  snippets: ReadonlyArray<SnippetFragment & { asset?: AssetLinkFragment }>;
  visit: Visit;
  /** By the snippet's id. */
  shares?: ReadonlyMap<string, ReadonlyArray<Share>>;
}

export function Snippets({ snippets, visit, shares }: Props) {
  const { words, link } = visit;
  return (
    <ul class="snippets">
      {snippets.map((snippet) => (
        <li>
          <p class="eyebrow">
            <span>{words.snippets[snippet.type]}</span>
          </p>
          <blockquote lang={snippet.asset && langOf(snippet.asset.locale)}>{snippet.fullText}</blockquote>
          {snippet.asset && (
            <p class="source">
              {words.from}{" "}
              <a href={link(snippet.asset.path)} lang={langOf(snippet.asset.locale)}>
                {snippet.asset.title}
              </a>
            </p>
          )}
          {shares && <Shares snippet={snippet} shares={shares.get(snippet.id) ?? []} visit={visit} />}
        </li>
      ))}
    </ul>
  );
}

interface SharesProps {
  snippet: SnippetFragment;
  shares: ReadonlyArray<Share>;
  visit: Visit;
}

function Shares({ snippet, shares, visit: { words } }: SharesProps) {
  const text = [snippet.fullText, snippet.attribution && `— ${snippet.attribution}`, snippet.link];
  return (
    <p class="shares">
      {shares.map(({ name, url }) => (
        <a href={url} target="_blank" rel="noopener" aria-label={words.share(name)}>
          {name}
        </a>
      ))}
      {/* Shown by the script that makes it work. */}
      <button type="button" data-copy={text.filter(Boolean).join("\n")} data-copied={words.copied} hidden>
        {words.copy}
      </button>
    </p>
  );
}
