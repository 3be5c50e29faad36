import qrcode from "qrcode-generator";
import type { Visit } from "../visit.js";

/** Where readers pass a page on: each opens with the page's address and title filled in. */
const NETWORKS: Readonly<Record<string, Readonly<Record<string, (url: string, title: string) => string>>>> = {
  en: {
    LinkedIn: (url) => `https://www.linkedin.com/sharing/share-offsite/?${new URLSearchParams({ url })}`,
    X: (url, title) => `https://x.com/intent/post?${new URLSearchParams({ url, text: title })}`,
  },
  "zh-hans": {
    微博: (url, title) => `https://service.weibo.com/share/share.php?${new URLSearchParams({ url, title })}`,
  },
};

interface Props {
  /** Of the page, as everybody has it: who the visitor is stays with the visitor. */
  url: string;
  title: string;
  visit: Visit;
}

export function Sharing({ url, title, visit: { words, locale } }: Props) {
  return (
    <div class="shares">
      {locale === "zh-hans" && <WeChat url={url} scan={words.scan} />}
      {Object.entries(NETWORKS[locale] ?? {}).map(([name, address]) => (
        <a href={address(url, title)} target="_blank" rel="noopener" aria-label={words.share(name)}>
          {name}
        </a>
      ))}
      {/* Shown by the script that makes it work. */}
      <button type="button" data-copy={url} data-copied={words.copied} hidden>
        {words.copyLink}
      </button>
    </div>
  );
}

/** It has no page to share on: a phone reads the address off the screen. */
function WeChat({ url, scan }: { url: string; scan: string }) {
  return (
    <details class="opening">
      <summary>微信</summary>
      <figure>
        <QrCode text={url} label={scan} />
        <figcaption>{scan}</figcaption>
      </figure>
    </details>
  );
}

// Light modules around it, without which readers do not find it.
const MARGIN = 4;

function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const places = Array.from({ length: count * count }, (_, n) => [Math.floor(n / count), n % count] as const);
  const dark = places.filter(([row, column]) => code.isDark(row, column));
  const size = count + 2 * MARGIN;
  return (
    <svg viewBox={`${-MARGIN} ${-MARGIN} ${size} ${size}`} role="img" aria-label={label}>
      <path
        d={dark.map(([row, column]) => `M${column} ${row}h1v1h-1z`).join("")}
        shape-rendering="crispEdges"
      />
    </svg>
  );
}
