/** What varies from one deployment to another: read from the environment, here alone. */
export interface Config {
  /** The hub as this server reaches it. */
  readonly hub: string;
  /** The hub as editors know it: its admin may show previews in a frame. */
  readonly admin: string;
  readonly key: string | undefined;
  readonly timeout: number;
  /** `whsec_…`, as the hub's admin shows it; without it messages of changes are refused. */
  readonly webhookSecret: string | undefined;
  readonly host: string;
  readonly port: number;
}

export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
  const hub = originOf("HUB_URL", env.HUB_URL || "http://localhost:8000");
  return {
    hub,
    admin: originOf("ADMIN_URL", env.ADMIN_URL || hub),
    key: env.HUB_KEY || undefined,
    timeout: numberOf("HUB_TIMEOUT", env.HUB_TIMEOUT || "5000"),
    webhookSecret: env.WEBHOOK_SECRET || undefined,
    host: env.SITE_HOST || "127.0.0.1",
    port: numberOf("SITE_PORT", env.SITE_PORT || "3000"),
  };
}

function originOf(name: string, value: string): string {
  if (!URL.canParse(value)) throw new Error(`${name} is no address: ${value}`);
  return new URL(value).origin;
}

function numberOf(name: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`${name} is no whole number: ${value}`);
  return Number(value);
}
