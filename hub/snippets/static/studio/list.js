// The list of snippets: which are shown, in which order, which one is looked at, and which are picked.

export class List {
    #root;
    #filters;
    #sign;

    // `sign.active(entry)` is called with the entry that is looked at, `sign.shown()` when other ones are shown.
    constructor(root, filters, sign) {
        this.#root = root;
        this.#filters = filters;
        this.#sign = sign;
        filters.addEventListener("change", () => this.refresh());
        root.addEventListener("click", (event) => {
            const entry = event.target.closest("[data-entry]");
            if (entry && entry !== this.active) this.activate(entry, { focus: false });
        });
        root.addEventListener("focusin", (event) => {
            const entry = event.target.closest("[data-entry]");
            if (entry && entry !== this.active) this.activate(entry, { focus: false });
        });
    }

    get entries() {
        return [...this.#root.querySelectorAll("[data-entry]")];
    }

    get shown() {
        return this.entries.filter((entry) => !entry.hidden);
    }

    get active() {
        return this.#root.querySelector("[data-entry][aria-current]");
    }

    get picked() {
        return this.shown.filter((entry) => pickOf(entry)?.checked);
    }

    find(id) {
        return this.#root.querySelector(`[data-entry="${CSS.escape(id)}"]`);
    }

    activate(entry, { focus = true } = {}) {
        this.active?.removeAttribute("aria-current");
        entry?.setAttribute("aria-current", "true");
        if (entry && focus) {
            entry.focus({ preventScroll: true });
            entry.scrollIntoView({ block: "nearest" });
        }
        this.#sign.active(entry);
    }

    // Looks at the next entry, or at the one before.
    step(by) {
        const { shown, active } = this;
        const at = shown.indexOf(active);
        const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
        if (next) this.activate(next);
    }

    pick(entry) {
        const box = entry && pickOf(entry);
        if (box) box.checked = !box.checked;
        this.#sign.shown();
    }

    // Puts an entry's new state in its place, or a new entry where it belongs.
    put(id, html) {
        const holder = document.createElement("template");
        holder.innerHTML = html.trim();
        const fresh = holder.content.firstElementChild;
        const old = this.find(id);
        if (!old) {
            this.#root.append(fresh);
        } else {
            if (old.hasAttribute("aria-current")) fresh.setAttribute("aria-current", "true");
            old.replaceWith(fresh);
        }
        return fresh;
    }

    refresh() {
        const wanted = Object.fromEntries(new FormData(this.#filters));
        const sorted = this.entries.sort((a, b) => ORDERS[wanted.order](a.dataset, b.dataset));
        // Moving what has the focus would take it away.
        if (sorted.some((entry, at) => entry !== this.#root.children[at])) {
            const focused = document.activeElement;
            this.#root.append(...sorted);
            if (this.#root.contains(focused)) focused.focus({ preventScroll: true });
        }
        for (const entry of sorted) {
            entry.hidden = !isWanted(entry.dataset, wanted);
        }
        for (const label of this.#filters.querySelectorAll("[data-count]")) {
            const state = label.dataset.count;
            label.textContent = sorted.filter((entry) => STATES[state](entry.dataset)).length;
        }
        if (this.active?.hidden) this.active.removeAttribute("aria-current");
        this.#sign.shown();
    }
}

const pickOf = (entry) => entry.querySelector("[data-pick]");

export const isMissing = ({ hold }) => hold !== "held";
export const STATES = {
    all: ({ decision }) => decision !== "rejected",
    look: (entry) => entry.decision === "approved" && isMissing(entry),
    proposed: ({ decision }) => decision === "proposed",
    approved: ({ decision }) => decision === "approved",
    rejected: ({ decision }) => decision === "rejected",
};

const isWanted = (entry, { state, type, channel }) => {
    if (!STATES[state](entry)) return false;
    if (type && entry.type !== type) return false;
    if (!channel) return true;
    const [how, slug] = channel.split(":");
    return entry[how].split(" ").includes(slug);
};

const first = (a, b) => STATES.look(b) - STATES.look(a) || b.pinned - a.pinned;
const ORDERS = {
    place: (a, b) => STATES.look(b) - STATES.look(a) || a.start - b.start || a.end - b.end,
    best: (a, b) => first(a, b) || b.score - a.score || a.start - b.start,
};
