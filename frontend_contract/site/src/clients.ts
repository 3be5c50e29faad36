import { type Client, createClient } from "@wellspring/client";
import type { Config } from "./config.js";

export type Clients = (locale: string, previewToken?: string) => Client;

/** One for each language, as the hub says why things fit in the language of whoever asks; and one for each preview. */
export function clientsOf({ hub, key, timeout }: Config): Clients {
  const lasting = new Map<string, Client>();
  const clientIn = (locale: string, previewToken?: string) =>
    createClient({
      url: `${hub}/graphql/`,
      key,
      timeout,
      previewToken,
      language: locale,
      retries: 1,
    });
  return (locale, previewToken) => {
    if (previewToken !== undefined) return clientIn(locale, previewToken);
    const client = lasting.get(locale) ?? clientIn(locale);
    lasting.set(locale, client);
    return client;
  };
}
