import type { Words } from "../words.js";

export const LONGEST_QUERY = 200;

interface Props {
  q: string;
  /** The library's address, with what else is asked of it. */
  action: string;
  words: Words;
}

export function SearchBox({ q, action, words }: Props) {
  // A form's own fields take the place of what its address asks for, so all of that becomes fields.
  const [path, kept] = action.split("?");
  return (
    <search>
      <form class="searching" method="get" action={path}>
        {[...new URLSearchParams(kept)].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input
          name="q"
          type="search"
          value={q}
          maxlength={LONGEST_QUERY}
          aria-label={words.search}
          placeholder={words.searchHint}
        />
        <button type="submit" class="button">
          {words.search}
        </button>
      </form>
    </search>
  );
}
