/* Names for what Wagtail leaves without one, so that screen readers can say what it is: rich text, the cells of tables,
   the boxes by which submissions of forms are chosen. */
(() => {
  const words = document.currentScript.dataset;
  const textOf = (element) => element?.textContent.replace(/\*\s*$/, "").trim();

  const labelOf = (id) => id && textOf(document.querySelector(`label[for="${CSS.escape(id)}"]`));

  const nameOfText = (box) => {
    const input = box.closest("[data-field-input]")?.querySelector("input[type=hidden]");
    const panel = box.closest("[data-panel]");
    return labelOf(input?.id) || textOf(panel?.querySelector("[data-panel-heading-text]"));
  };

  const nameOfCell = (cell) => {
    const place = cell.closest("td");
    const heading = place.closest("table").querySelectorAll("input.column-heading")[place.cellIndex - 1];
    return `${heading?.value || place.cellIndex}, ${place.parentElement.rowIndex}`;
  };

  const nameOfRow = (box) =>
    Array.from(box.closest("tr").cells, (cell) => cell.textContent.trim()).filter(Boolean).slice(0, 3).join(", ");

  const NAMES = [
    [".public-DraftEditor-content[role=textbox]", nameOfText],
    [".typed-table-block td input:not([type=hidden]):not(.column-heading)", nameOfCell],
    ["input.select-submission", nameOfRow],
    ["th > input[data-w-bulk-target=all]", () => words.all],
  ];

  let waiting = false;
  const name = () => {
    waiting = false;
    for (const [selector, nameOf] of NAMES)
      for (const element of document.querySelectorAll(`${selector}:not([aria-label])`)) {
        const found = nameOf(element);
        if (found) element.setAttribute("aria-label", found);
      }
  };
  const soon = () => {
    if (!waiting) setTimeout(name, 200);
    waiting = true;
  };

  document.addEventListener("DOMContentLoaded", () => {
    name();
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  });
})();
