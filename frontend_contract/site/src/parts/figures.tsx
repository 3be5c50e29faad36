import type { ResultFragment } from "@wellspring/client";
import type { Words } from "../words.js";

/** What a customer reached, the figure first. */
export function Figures({ results, words }: { results: ReadonlyArray<ResultFragment>; words: Words }) {
  if (results.length === 0) return null;
  return (
    <dl class="figures">
      {results.map((result) => (
        <div>
          <dt>{result.label}</dt>
          <dd>{figureOf(result, words)}</dd>
        </div>
      ))}
    </dl>
  );
}

function figureOf(result: ResultFragment, words: Words): string {
  const number = new Intl.NumberFormat(words.lang);
  const { before, after, change, unit, changeUnit } = result;
  if (before !== null && after !== null) {
    return `${number.format(before)} → ${withUnit(number.format(after), unit)}`;
  }
  if (change !== null) {
    // More by so many per cent; but a saving of so much, or paid back after so many months.
    const signDisplay = changeUnit.startsWith("%") ? "exceptZero" : "negative";
    const signed = new Intl.NumberFormat(words.lang, { signDisplay });
    return withUnit(signed.format(change).replace("-", "−"), changeUnit);
  }
  return after === null ? result.sentence : withUnit(number.format(after), unit);
}

function withUnit(figure: string, unit: string): string {
  if (!unit) return figure;
  return unit.startsWith("%") ? `${figure}%${unit.slice(1)}` : `${figure} ${unit}`;
}
