// A span while its ends are moved: by dragging the handles, or by the keyboard. Ends are always a sentence's.

const CLEAR = 28; // Pixels from the edge of what scrolls, where dragging scrolls it.

export class SpanEditor {
    #text;
    #handles;
    #bar;
    #sign;
    span = null;

    // `sign.changed(span)` is called with each change, `sign.done(span)` when it is to be kept, `sign.left()` else.
    constructor(text, bar, sign) {
        this.#text = text;
        this.#bar = bar;
        this.#sign = sign;
        this.#handles = [...text.root.querySelectorAll("[data-handle]")];
        for (const handle of this.#handles) this.#listen(handle);
        bar.querySelector("[data-keep]").addEventListener("click", () => this.keep());
        bar.querySelector("[data-leave]").addEventListener("click", () => this.leave());
        new ResizeObserver(() => this.#place()).observe(text.root);
    }

    // `span` has start and end, and the id of the snippet that it is of, or none for a new one.
    open(span) {
        this.span = { ...span };
        this.#bar.hidden = false;
        this.#bar.dataset.kind = span.id ? "trim" : "new";
        this.#show();
        this.#text.show(span.start);
        this.#handles.at(-1).focus({ preventScroll: true });
    }

    keep() {
        const { span } = this;
        this.close();
        this.#sign.done(span);
    }

    leave() {
        this.close();
        this.#sign.left();
    }

    key(event) {
        if (event.key === "Escape") this.leave();
        else if (event.key === "Enter") this.keep();
        else if (event.shiftKey && KEYS[event.key]) this.#step(...KEYS[event.key]);
        else return false;
        return true;
    }

    close() {
        this.span = null;
        this.#bar.hidden = true;
        for (const handle of this.#handles) handle.hidden = true;
    }

    #listen(handle) {
        const side = handle.dataset.handle;
        handle.addEventListener("keydown", (event) => {
            const by = ARROWS[event.key];
            if (!by || event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            this.#step(side, by);
        });
        handle.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            handle.focus({ preventScroll: true });
            handle.setPointerCapture(event.pointerId);
            handle.classList.add("handle--held");
        });
        handle.addEventListener("pointermove", (event) => {
            if (handle.hasPointerCapture(event.pointerId)) this.#drag(side, event);
        });
        handle.addEventListener("lostpointercapture", () => handle.classList.remove("handle--held"));
    }

    #drag(side, { clientX, clientY }) {
        const box = this.#text.root.getBoundingClientRect();
        if (clientY < box.top + CLEAR) this.#text.root.scrollBy(0, -CLEAR / 2);
        if (clientY > box.bottom - CLEAR) this.#text.root.scrollBy(0, CLEAR / 2);
        const place = this.#text.placeUnder(clientX, clientY);
        if (place === null) return;
        // The sentence's bound that is nearest to the pointer.
        const { sentences } = this.#text;
        const at = this.#text.sentenceAt(place);
        const [start, end] = sentences[at];
        const isNearStart = place - start < end - place;
        if (side === "start") this.#move({ start: (sentences[isNearStart ? at : at + 1] ?? [start])[0] });
        else this.#move({ end: (sentences[isNearStart ? at - 1 : at] ?? [start, end])[1] });
    }

    #step(side, by) {
        const { sentences } = this.#text;
        const last = this.#text.sentenceAt(this.span.end - 1);
        const first = this.#text.sentenceAt(this.span.start);
        const [start, end] = sentences[(side === "start" ? first : last) + by] ?? [];
        if (start === undefined) return;
        this.#move(side === "start" ? { start } : { end });
    }

    #move(moved) {
        const span = { ...this.span, ...moved };
        if (span.end <= span.start || !this.#text.isWithinOne(span.start, span.end)) return;
        if (span.start === this.span.start && span.end === this.span.end) return;
        this.span = span;
        this.#show();
    }

    #show() {
        this.#sign.changed(this.span);
        const range = this.#text.range(this.span.start, this.span.end);
        const words = range?.toString() ?? "";
        const count = this.#text.sentenceAt(this.span.end - 1) - this.#text.sentenceAt(this.span.start) + 1;
        const said = this.#bar.querySelector("[data-said]");
        said.textContent = said.dataset.said
            .replace("{sentences}", count)
            .replace("{characters}", this.span.end - this.span.start);
        for (const handle of this.#handles) {
            const isStart = handle.dataset.handle === "start";
            handle.setAttribute("aria-valuenow", isStart ? this.span.start : this.span.end);
            handle.setAttribute("aria-valuetext", isStart ? words.slice(0, 60) : words.slice(-60));
        }
        this.#place();
    }

    // The handles lie above the text, so that marking it anew does not take them from under the pointer.
    #place() {
        if (!this.span) return;
        const rects = this.#text.range(this.span.start, this.span.end)?.getClientRects() ?? [];
        const box = this.#text.root.getBoundingClientRect();
        const { scrollLeft, scrollTop } = this.#text.root;
        for (const handle of this.#handles) {
            const isStart = handle.dataset.handle === "start";
            const rect = isStart ? rects[0] : rects[rects.length - 1];
            handle.hidden = !rect;
            if (!rect) continue;
            const isRtl = getComputedStyle(this.#text.root).direction === "rtl";
            handle.style.left = `${(isStart !== isRtl ? rect.left : rect.right) - box.left + scrollLeft}px`;
            handle.style.top = `${rect.top - box.top + scrollTop}px`;
            handle.style.height = `${rect.height}px`;
        }
    }
}

// Side and how many sentences.
const KEYS = {
    ArrowRight: ["end", 1],
    ArrowLeft: ["end", -1],
    ArrowDown: ["start", 1],
    ArrowUp: ["start", -1],
};
const ARROWS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
