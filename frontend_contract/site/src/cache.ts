/** A page as it is sent. */
export interface Page {
  readonly html: string;
  readonly tags: ReadonlySet<string>;
}

interface Kept extends Page {
  readonly until: number;
}

/**
 * Pages by address, the last so many used, until what they are made of changes.
 *
 * A page is fresh for a minute, as the hub says, in case a message of a change is lost; after that it is made anew, and
 * stands in only while the hub does not answer.
 */
export class PageCache {
  readonly #pages = new Map<string, Kept>();
  #drops = 0;

  constructor(
    readonly most = 1000,
    readonly freshFor = 60_000,
    readonly standsInFor = 3_600_000,
  ) {}

  get drops(): number {
    return this.#drops;
  }

  fresh(address: string): Page | undefined {
    const kept = this.#pages.get(address);
    if (!kept || kept.until < Date.now()) return undefined;
    this.#pages.delete(address);
    this.#pages.set(address, kept);
    return kept;
  }

  standIn(address: string): Page | undefined {
    const kept = this.#pages.get(address);
    return kept && kept.until + this.standsInFor > Date.now() ? kept : undefined;
  }

  /** Keeps a page that was begun after so many `drops`, unless something was dropped since: it may be made of that. */
  keep(address: string, page: Page, drops: number): void {
    if (drops !== this.#drops) return;
    this.#pages.delete(address);
    this.#pages.set(address, { ...page, until: Date.now() + this.freshFor });
    if (this.#pages.size > this.most) {
      const [oldest] = this.#pages.keys();
      if (oldest !== undefined) this.#pages.delete(oldest);
    }
  }

  /** Drops what is made of any of `tags`; how many that were. */
  drop(tags: ReadonlyArray<string>): number {
    this.#drops += 1;
    const stale = [...this.#pages].filter(([, page]) => tags.some((tag) => page.tags.has(tag)));
    for (const [address] of stale) this.#pages.delete(address);
    return stale.length;
  }
}
