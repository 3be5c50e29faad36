// Narrows a checklist by typing; arrows walk through it. On the document, so that lists which
// arrive later (filters, new form rows) work as well.
(() => {
    const listOf = (element) => element.closest("[data-term-checklist]");
    const shown = (list) => [...list.querySelectorAll("[data-term-words]:not([hidden]) input")];

    const narrow = (search) => {
        const list = listOf(search);
        const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
        for (const option of list.querySelectorAll("[data-term-words]")) {
            option.hidden = !words.every((word) => option.dataset.termWords.includes(word));
        }
        list.querySelector("[data-term-none]").hidden = shown(list).length > 0;
    };

    document.addEventListener("input", (event) => {
        if (event.target.matches?.("[data-term-search]")) {
            // Not a change of the form: nothing to save, nothing to filter by.
            event.stopPropagation();
            narrow(event.target);
        }
    }, true);

    document.addEventListener("change", (event) => {
        if (event.target.matches?.("[data-term-search]")) event.stopPropagation();
    }, true);

    document.addEventListener("keydown", (event) => {
        const list = event.target.closest?.("[data-term-checklist]");
        if (!list || event.isComposing) return;
        const search = list.querySelector("[data-term-search]");
        const boxes = shown(list);
        const at = boxes.indexOf(event.target);
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const next = at + (event.key === "ArrowDown" ? 1 : -1);
            (next < 0 ? search ?? boxes[0] : boxes[Math.min(next, boxes.length - 1)])?.focus();
        } else if (event.key === "Enter") {
            event.preventDefault();
            (event.target === search ? boxes[0] : event.target)?.click();
        } else if (event.key === "Escape" && search?.value) {
            event.preventDefault();
            search.value = "";
            narrow(search);
            search.focus();
        }
    });
})();
