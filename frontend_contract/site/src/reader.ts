import { type Client, HubError, type TypedDocument } from "@wellspring/client";

/** Asks the hub for one page, and remembers what the page is made of. */
export class Reader {
  readonly tags = new Set<string>();
  /** Whether something is left out that will be there another time. */
  partial = false;

  constructor(readonly client: Client) {}

  async ask<Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables): Promise<Data> {
    const { data, tags } = await this.client.answer<Data, Variables>(document, variables);
    for (const tag of tags) this.tags.add(tag);
    return data;
  }

  /** For what a page can do without: undefined where the hub fails. */
  async ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      console.warn(`${error.name}: ${error.message}`);
      this.partial = true;
      return undefined;
    }
  }
}
