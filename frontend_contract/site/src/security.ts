import type { MiddlewareHandler } from "hono";
import { PREVIEW } from "./addresses.js";
import type { Config } from "./config.js";

/** What browsers are to refuse: anything that is not ours, and frames but for the editor's preview. */
export function guarded({ hub, admin }: Config): MiddlewareHandler {
  const policy = (ancestors: string) =>
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      // Pictures that editors left elsewhere on the web are shown from there.
      `img-src 'self' data: https: ${hub} ${admin}`,
      `frame-ancestors ${ancestors}`,
    ].join("; ");
  const ours = policy("'none'");
  const preview = policy(admin);
  return async (c, next) => {
    await next();
    const previews = c.req.path.startsWith(PREVIEW);
    c.header("Content-Security-Policy", previews ? preview : ours);
    // The address of a preview opens the draft.
    c.header("Referrer-Policy", previews ? "no-referrer" : "strict-origin-when-cross-origin");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cross-Origin-Opener-Policy", "same-origin");
    c.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  };
}
