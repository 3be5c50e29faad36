// The text: where its lines stand, which spans of it are marked, and what is selected in it.
// Places are counted in code points, as the server counts them; the browser counts UTF-16 units.

const isPlain = (text) => !/[\ud800-\udfff]/.test(text);
const toPoints = (text, units) => (isPlain(text) ? units : [...text.slice(0, units)].length);
const toUnits = (text, points) =>
    isPlain(text) ? points : [...text].slice(0, points).join("").length;

// Which mark shows where several lie upon each other.
const RANK = ["rejected", "proposed", "approved", "changed", "draft"];

export class Text {
    #marked = new Set();
    #sentences;

    constructor(root) {
        this.root = root;
        this.lines = [...root.querySelectorAll("p[data-at]")];
        this.starts = this.lines.map((line) => Number(line.dataset.at));
    }

    // Spans are {id, start, end, state}. What was marked before is marked no longer.
    mark(spans) {
        const byLine = new Map();
        for (const span of spans) {
            for (let n = this.#lineAt(span.start); this.starts[n] < span.end; n += 1) {
                byLine.set(n, [...(byLine.get(n) ?? []), span]);
            }
        }
        for (const n of this.#marked) {
            if (!byLine.has(n)) this.lines[n].textContent = this.lines[n].textContent;
        }
        for (const [n, here] of byLine) this.#markLine(n, here);
        this.#marked = new Set(byLine.keys());
    }

    #markLine(n, spans) {
        const line = this.lines[n];
        const text = line.textContent;
        const within = spans.map((span) => ({
            ...span,
            from: toUnits(text, Math.max(0, span.start - this.starts[n])),
            to: toUnits(text, span.end - this.starts[n]),
        }));
        const bounds = [0, text.length, ...within.flatMap(({ from, to }) => [from, to])];
        const cuts = [...new Set(bounds)].filter((at) => at <= text.length).sort((a, b) => a - b);
        const pieces = cuts.slice(1).map((end, at) => {
            const start = cuts[at];
            const over = within.filter(({ from, to }) => from < end && to > start);
            const words = text.slice(start, end);
            return over.length ? this.#newMark(words, over, start) : words;
        });
        line.replaceChildren(...pieces);
    }

    #newMark(words, spans, start) {
        const [top] = [...spans].sort((a, b) => RANK.indexOf(b.state) - RANK.indexOf(a.state));
        const mark = document.createElement("mark");
        mark.className = `mark mark--${top.state}`;
        mark.dataset.of = spans.map(({ id }) => id).join(" ");
        mark.classList.toggle("mark--first", top.from === start);
        mark.classList.toggle("mark--active", spans.some(({ active }) => active));
        mark.append(words);
        return mark;
    }

    // Brings a place into view, a third of the way down.
    show(start) {
        this.#scrollTo(start);
        // What was far away had no height of its own until now.
        requestAnimationFrame(() => this.#scrollTo(start));
    }

    #scrollTo(start) {
        const place = this.range(start, start + 1)?.getBoundingClientRect();
        if (!place) return;
        const { top, height } = this.root.getBoundingClientRect();
        this.root.scrollBy({ top: place.top - top - height / 3 });
    }

    // The range that holds a span, or nothing where the text has no such place.
    range(start, end) {
        const range = document.createRange();
        const from = this.#point(start);
        const to = this.#point(end, true);
        if (!from || !to) return null;
        range.setStart(...from);
        range.setEnd(...to);
        return range;
    }

    #point(place, isEnd = false) {
        const n = this.#lineAt(isEnd ? place - 1 : place);
        const line = this.lines[n];
        if (!line) return null;
        let left = toUnits(line.textContent, place - this.starts[n]);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (left < node.length || (isEnd && left === node.length)) return [node, left];
            left -= node.length;
        }
        return [line, line.childNodes.length];
    }

    // The place of a point of the page; null outside the text.
    place(node, offset) {
        const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(
            "p[data-at]",
        );
        if (!line || !this.root.contains(line)) return null;
        const before = document.createRange();
        before.setStart(line, 0);
        before.setEnd(node, offset);
        return Number(line.dataset.at) + toPoints(line.textContent, before.toString().length);
    }

    placeUnder(x, y) {
        if (document.caretPositionFromPoint) {
            const caret = document.caretPositionFromPoint(x, y);
            return caret && this.place(caret.offsetNode, caret.offset);
        }
        const range = document.caretRangeFromPoint?.(x, y);
        return range ? this.place(range.startContainer, range.startOffset) : null;
    }

    // What is selected in the text, on sentence bounds; null where nothing is.
    selected() {
        const selection = document.getSelection();
        if (!selection.rangeCount || selection.isCollapsed) return null;
        const range = selection.getRangeAt(0);
        if (!range.toString().trim() || !range.intersectsNode(this.root)) return null;
        const touched = this.lines.filter((line) => range.intersectsNode(line));
        if (!touched.length) return null;
        const start = this.place(range.startContainer, range.startOffset);
        const end = this.place(range.endContainer, range.endOffset);
        const last = this.lines.indexOf(touched.at(-1));
        return this.snap(
            start ?? Number(touched[0].dataset.at),
            end ?? this.starts[last] + [...touched.at(-1).textContent].length,
        );
    }

    // The sentences that a span touches.
    snap(start, end) {
        const first = this.sentences[this.sentenceAt(start)];
        const last = this.sentences[this.sentenceAt(Math.max(start, end - 1))];
        return { start: first[0], end: Math.max(first[1], last[1]) };
    }

    // Whether a span stays within one section: no snippet goes on into the next.
    isWithinOne(start, end) {
        const [from, to] = [start, end - 1].map((place) => this.lines[this.#lineAt(place)]);
        return from.parentElement.dataset.section === to.parentElement.dataset.section;
    }

    // The number of the sentence that holds a place, else of the next one, else of the last.
    sentenceAt(place) {
        let low = 0;
        let high = this.sentences.length - 1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.sentences[middle][1] > place) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    get sentences() {
        this.#sentences ??= this.lines.flatMap((line) => {
            const at = Number(line.dataset.at);
            const points = [...line.textContent];
            const ends = line.dataset.ends.split(" ").map(Number);
            return ends.map((end, n) => {
                let start = n ? ends[n - 1] : 0;
                while (start < end && !points[start].trim()) start += 1;
                let stop = end;
                while (stop > start && !points[stop - 1].trim()) stop -= 1;
                return [at + start, at + stop];
            });
        });
        return this.#sentences;
    }

    #lineAt(place) {
        let low = 0;
        let high = this.starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.starts[middle] <= place) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
