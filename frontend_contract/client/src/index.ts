export type { Answer } from "./answers.js";
export { type AskOptions, type Client, type ClientOptions, createClient } from "./client.js";
export type { TypedDocument } from "./document.js";
export * from "./errors.js";
export { CONTRACT } from "./generated/contract.js";
export * from "./generated/graphql.js";
export type { DateTime } from "./scalars.js";
export { type ChangedPage, type ContentChanged, verifyWebhook, WebhookRefused } from "./webhooks.js";
