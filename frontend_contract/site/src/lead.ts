import { type Client, OpenLeadFormDocument, SubmitLeadDocument } from "@wellspring/client";
import type { Attempt } from "./parts/form.js";
import type { Visitor } from "./visitor.js";

// What the parts of a posted form are called.
export const FIELD = "f.";
export const TOKEN = "token";
export const CONSENT = "consent";
/** People do not see it; robots fill it in. */
export const TRAP = "homepage";

export function fieldName(name: string): string {
  return FIELD + name;
}

/**
 * Sends a posted form to the hub: undefined when it was kept, else what to show again.
 *
 * Pages are kept, so a form in them has no token of its own: a script fetches one when a visitor begins to type, and
 * without scripts the form comes back once, with a token, to be looked over.
 */
export async function sent(
  client: Client,
  page: string,
  form: FormData,
  visitor: Visitor,
): Promise<Attempt | undefined> {
  const values = valuesOf(form);
  const consents = form.has(CONSENT);
  const token = textOf(form, TOKEN);
  if (!token) return { values, consents, token: await opened(client, page), errors: new Map() };
  const answers = [...values].map(([name, given]) => ({ name, values: given }));
  const variables = { page, token, answers, consents, trap: textOf(form, TRAP), ...visitor };
  const { submitLead } = await client.mutate(SubmitLeadDocument, variables);
  if (submitLead.ok) return undefined;
  const errors = new Map(submitLead.errors.map(({ field, messages }) => [field, messages]));
  // What is wrong with the form as a whole may be its token.
  return { values, consents, token: errors.has("") ? await opened(client, page) : token, errors };
}

export async function opened(client: Client, page: string): Promise<string> {
  return (await client.mutate(OpenLeadFormDocument, { page })).openLeadForm;
}

function valuesOf(form: FormData): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (!name.startsWith(FIELD) || typeof value !== "string") continue;
    const field = name.slice(FIELD.length);
    values.set(field, [...(values.get(field) ?? []), value]);
  }
  return values;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
