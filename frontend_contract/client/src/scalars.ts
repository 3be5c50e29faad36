declare const moment: unique symbol;

/** A moment as ISO 8601 writes it, with its offset: `2026-05-12T09:30:00+00:00`. `new Date(moment)` reads it. */
export type DateTime = string & { readonly [moment]: true };
