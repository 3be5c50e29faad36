/** The home that `/` finds. */
const DEFAULT_HOME = "en";

/** Whether both lead to one page: slashes at the ends and percent-encoding do not matter, the case of letters does. */
export function isSamePath(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && plain(one) === plain(other);
}

export function differInCase(one: unknown, other: unknown): boolean {
  return isSamePath(String(one).toLowerCase(), String(other).toLowerCase()) && !isSamePath(one, other);
}

function plain(path: string): string {
  return decoded(path).replace(/^\/+|\/+$/g, "") || DEFAULT_HOME;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
