// Marks the passage that the address points at, and scrolls to it. The passage comes from the
// asset's plain text, so spaces and line breaks differ from the page's: both are left out when
// comparing. Where the words are not found (a table, say, is laid out otherwise), the block is marked.
(() => {
    const back = document.querySelector("[data-reading-back]");
    back?.addEventListener("click", (event) => {
        if (document.referrer.startsWith(location.origin) && history.length > 1) {
            event.preventDefault();
            history.back();
        }
    });

    const article = document.querySelector(".reading[data-evidence]");
    if (!article) return;
    const wanted = article.dataset.evidence.replace(/\s+/g, "");
    const block = document.getElementById(`block-${article.dataset.evidenceBlock}`);

    // Every character that is no space, with its node and offset.
    const places = [];
    let text = "";
    let from = 0;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (block && !from && block.contains(node)) from = text.length;
        for (let offset = 0; offset < node.data.length; offset += 1) {
            if (/\s/.test(node.data[offset])) continue;
            places.push([node, offset]);
            text += node.data[offset];
        }
    }
    let start = text.indexOf(wanted, from);
    if (start < 0) start = text.indexOf(wanted);
    if (start < 0) {
        block?.classList.add("reading__found");
        block?.scrollIntoView({ block: "center" });
        return;
    }

    // Wrap node by node, as a passage may run over several; backwards, so that offsets stay true.
    const pieces = [];
    for (const [node, offset] of places.slice(start, start + wanted.length)) {
        const last = pieces.at(-1);
        if (last?.node === node) last.end = offset + 1;
        else pieces.push({ node, start: offset, end: offset + 1 });
    }
    // The spaces between two pieces belong to the passage as well.
    pieces.forEach((piece, at) => {
        const { data } = piece.node;
        if (at > 0 && !data.slice(0, piece.start).trim()) piece.start = 0;
        if (at < pieces.length - 1 && !data.slice(piece.end).trim()) piece.end = data.length;
    });
    let first;
    for (const piece of pieces.reverse()) {
        const range = document.createRange();
        range.setStart(piece.node, piece.start);
        range.setEnd(piece.node, piece.end);
        first = document.createElement("mark");
        range.surroundContents(first);
    }
    first.id = "evidence";
    first.tabIndex = -1;
    first.scrollIntoView({ block: "center" });
})();
