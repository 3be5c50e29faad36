/** The last so many things used, by name. */
export class Kept<T> {
  readonly #held = new Map<string, T>();

  constructor(readonly most: number) {}

  get(name: string): T | undefined {
    const found = this.#held.get(name);
    if (found !== undefined) this.set(name, found);
    return found;
  }

  set(name: string, value: T): void {
    this.#held.delete(name);
    this.#held.set(name, value);
    if (this.#held.size > this.most) {
      const [oldest] = this.#held.keys();
      if (oldest !== undefined) this.#held.delete(oldest);
    }
  }
}
