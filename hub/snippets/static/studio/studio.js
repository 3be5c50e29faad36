// The snippet studio: the text on one side, its snippets on the other, and the keys.

import { List, isMissing } from "./list.js";
import { showPreviews } from "./previews.js";
import { Outcome, post } from "./sending.js";
import { SpanEditor } from "./span.js";
import { Text } from "./text.js";

const studio = document.querySelector("[data-studio]");
const words = JSON.parse(document.getElementById("studio-words").textContent);
const filters = studio.querySelector("[data-filters]");
const bulk = studio.querySelector("[data-bulk]");
const make = studio.querySelector("[data-make]");
const text = new Text(studio.querySelector("[data-text]"));
const outcome = new Outcome(studio.querySelector("[data-outcome]"), send);
const list = new List(studio.querySelector("[data-list]"), filters, { active: look, shown: count });
const editor = new SpanEditor(text, studio.querySelector("[data-span]"), {
    changed: mark,
    done: keep,
    left: () => {
        mark();
        list.active?.focus({ preventScroll: true });
    },
});

// -------------------------------------------------------------------------- what is looked at

function look(entry) {
    mark();
    if (!entry) return;
    const { start } = placeOf(entry);
    if (start >= 0) text.show(start);
    const place = entry.querySelector("[data-previews]");
    if (place) showPreviews(place, filters.elements.channel.value.split(":")[1]);
}

// Where its words stand now; what changed stands where its successor does.
function placeOf({ dataset }) {
    const isHeld = dataset.hold === "held";
    const [start, end] = isHeld ? [dataset.start, dataset.end] : [dataset.newStart, dataset.newEnd];
    return { start: start ? Number(start) : -1, end: Number(end) };
}

function mark() {
    const spans = list.shown.map((entry) => ({
        id: entry.dataset.entry,
        state: isMissing(entry.dataset) ? "changed" : entry.dataset.decision,
        active: entry === list.active && !editor.span,
        ...placeOf(entry),
    }));
    const standing = spans.filter(({ id, start }) => start >= 0 && id !== editor.span?.id);
    const draft = editor.span ? [{ ...editor.span, id: "", state: "draft" }] : [];
    text.mark([...standing, ...draft]);
}

function count() {
    const { shown, picked } = list;
    const open = (picked.length ? picked : shown).filter(({ dataset }) => isOpen(dataset));
    studio.querySelector("[data-none]").hidden = shown.length > 0 || !list.entries.length;
    bulk.hidden = !open.length || (!picked.length && open.length < 2);
    const label = bulk.querySelector("[data-said]");
    label.textContent = (picked.length ? words.acceptPicked : words.acceptShown).replace(
        "{n}",
        open.length,
    );
    bulk.querySelector("[data-clear]").hidden = !picked.length;
    mark();
}

const isOpen = ({ decision, hold }) => decision === "proposed" && hold === "held";

text.root.addEventListener("click", (event) => {
    const of = event.target.closest("mark")?.dataset.of;
    if (!of || !document.getSelection().isCollapsed) return;
    // Where several lie upon each other, each click looks at the next of them.
    const ids = of.split(" ").filter(Boolean);
    const next = ids[(ids.indexOf(list.active?.dataset.entry) + 1) % ids.length];
    if (next) list.activate(list.find(next));
});

// -------------------------------------------------------------------------- deciding

// `after` is called with the server's answer, or with null where it could not be had: once more when it is tried again.
async function send(body, after = () => {}) {
    body.set("csrfmiddlewaretoken", words.csrf);
    studio.setAttribute("aria-busy", "true");
    const url = body.get("action") === "select" ? words.selectUrl : words.decideUrl;
    const answer = await post(url, body);
    studio.removeAttribute("aria-busy");
    if (answer.failure) {
        outcome.fail(words[answer.failure], () => send(body, after));
        after(null);
        return;
    }
    for (const [id, html] of Object.entries(answer.entries)) list.put(id, html);
    list.refresh();
    if (answer.problem) outcome.fail(answer.problem);
    else outcome.tell(answer.message, answer.undo);
    after(answer);
}

studio.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-decide]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const { entry } = form.closest("[data-entry]").dataset;
    // The next one is looked at where this one is dealt with.
    const goesOn = ["accept", "reject"].includes(body.get("action"));
    const shown = list.shown.map(({ dataset }) => dataset.entry);
    const at = shown.indexOf(entry);
    const next = shown[at + 1] ?? shown[at - 1] ?? entry;
    send(body, (answer) => {
        if (answer) list.activate(list.find(answer.problem || !goesOn ? entry : next));
    });
});

bulk.addEventListener("click", (event) => {
    if (event.target.closest("[data-clear]")) {
        for (const entry of list.picked) list.pick(entry);
        return;
    }
    if (!event.target.closest("[data-accept-all]")) return;
    const from = list.picked.length ? list.picked : list.shown;
    const body = new URLSearchParams([["action", "accept"]]);
    for (const { dataset } of from) {
        if (!isOpen(dataset)) continue;
        body.append("snippet", dataset.entry);
        body.append("seen", dataset.seen);
    }
    send(body, () => {
        if (!list.active && list.shown.length) list.activate(list.shown[0]);
    });
});

function keep(span) {
    const fields = { start: span.start, end: span.end };
    const seen = span.id && list.find(span.id).dataset.seen;
    const body = new URLSearchParams(
        span.id
            ? { action: "trim", snippet: span.id, seen, ...fields }
            : { action: "select", text: words.textHash, ...fields },
    );
    send(body, (answer) => {
        // Nothing is lost: the ends stay where they were put.
        if (!answer || answer.problem) {
            editor.open(span);
        } else {
            editor.close();
            list.activate(list.find(span.id ?? Object.keys(answer.entries)[0]));
        }
    });
}

studio.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick]")) count();
});

// -------------------------------------------------------------------------- making one of the text

let selected = null;

document.addEventListener("selectionchange", () => {
    selected = editor.span ? null : text.selected();
    make.hidden = !selected;
    if (!selected) return;
    const rect = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const box = text.root.getBoundingClientRect();
    const top = Math.min(Math.max(rect.bottom - box.top + 8, 0), box.height - 48);
    make.style.top = `${top + text.root.scrollTop}px`;
    const left = Math.min(Math.max(rect.left - box.left, 0), box.width - make.offsetWidth - 8);
    make.style.left = `${left}px`;
});

// Before the press takes the selection away.
make.addEventListener("pointerdown", (event) => event.preventDefault());
make.addEventListener("click", () => start(selected));

function start(span) {
    make.hidden = true;
    document.getSelection().removeAllRanges();
    if (span) editor.open(span);
}

// Without a mouse: the sentence after the one that is looked at, or the first one.
function startAfter(entry) {
    const { sentences } = text;
    const end = entry ? placeOf(entry).end : 0;
    const [from, to] = sentences[Math.min(text.sentenceAt(end), sentences.length - 1)] ?? [];
    if (to) start({ start: from, end: to });
}

// -------------------------------------------------------------------------- keys

const keys = {
    j: () => list.step(1),
    k: () => list.step(-1),
    ArrowDown: () => list.step(1),
    ArrowUp: () => list.step(-1),
    a: () => press("accept"),
    x: () => openReasons(),
    p: () => press("pin") || press("unpin"),
    u: () => outcome.undo() || press("undo"),
    t: () => press("trim"),
    n: () => startAfter(list.active),
    " ": () => list.pick(list.active),
    "?": () => studio.querySelector("[data-keys]").toggleAttribute("open"),
};

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Keys are those of the studio alone: the rest of the page has its own.
    const isHere = studio.contains(event.target) || event.target === document.body;
    if (!isHere || event.target.closest("input:not([data-pick]), textarea, select, dialog")) return;
    if (editor.span) {
        const isButton = event.target.closest("button:not([data-handle])");
        if (!(isButton && event.key === "Enter") && editor.key(event)) event.preventDefault();
        return;
    }
    if (event.shiftKey && event.key !== "?") return;
    const isPressed = event.target.closest("button, a, summary, [role=tab]");
    if (isPressed && (event.key === " " || event.key.startsWith("Arrow"))) return;
    if (text.root.contains(event.target) && event.key.startsWith("Arrow")) return;
    const reason = event.key >= "1" && event.key <= "9" && openReason(Number(event.key));
    if (reason) reason.click();
    else if (event.key === "Enter" && event.target === list.active) list.pick(list.active);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
});

// Presses a button of the entry that is looked at; false where it has none.
function press(action) {
    const button = list.active?.querySelector(`button[value="${action}"]`);
    button?.click();
    return Boolean(button);
}

function openReasons() {
    const reasons = list.active?.querySelector("[data-reasons]");
    if (!reasons) return;
    reasons.open = true;
    reasons.querySelector("button, input").focus();
    reasons.scrollIntoView({ block: "nearest" });
}

function openReason(number) {
    return list.active?.querySelectorAll("[data-reasons][open] button[name=reason]")[number - 1];
}

studio.addEventListener("click", (event) => {
    const trim = event.target.closest("button[value=trim]");
    if (!trim) return;
    event.preventDefault();
    const entry = trim.closest("[data-entry]");
    editor.open({ id: entry.dataset.entry, ...placeOf(entry) });
});

// -------------------------------------------------------------------------- while the worker reads

const EVERY = 4000;

async function watch(place) {
    try {
        const answer = await fetch(place.dataset.awaited, { headers: { Accept: "application/json" } });
        const { waits, message, done, total } = await answer.json();
        // Whoever is in the middle of something finds them when it is done.
        if (!waits && !editor.span && !selected) return location.reload();
        if (waits) place.querySelector("[data-told]").textContent = message;
        const bar = place.querySelector("progress");
        if (bar) Object.assign(bar, { value: done, max: total || done });
    } catch {
        // The server may be restarting: it is asked again.
    }
    setTimeout(watch, EVERY, place);
}

const awaited = studio.querySelector("[data-awaited]");
if (awaited) setTimeout(watch, EVERY, awaited);

// -------------------------------------------------------------------------- from the start

studio.classList.add("studio--live");
list.refresh();
const linked = location.hash.match(/^#snippet-(\d+)$/)?.[1];
const first = (linked && list.find(linked)) || list.shown[0];
if (first) list.activate(first, { focus: Boolean(linked) });
