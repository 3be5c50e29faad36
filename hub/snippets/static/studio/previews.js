// How a snippet looks on each channel: fetched when it is looked at; one channel at a time; copied at a press.

const cache = new Map();

// Fills the place that names the previews' address. `channel` is the one to show first.
export async function showPreviews(place, channel) {
    const url = place.dataset.previews;
    if (place.dataset.shown === url) return choose(place, channel);
    place.dataset.shown = url;
    place.setAttribute("aria-busy", "true");
    try {
        const html = cache.get(url) ?? (await fetched(url));
        cache.set(url, html);
        place.innerHTML = html;
        choose(place, channel);
    } catch {
        delete place.dataset.shown;
        place.textContent = place.dataset.failed;
    }
    place.removeAttribute("aria-busy");
}

async function fetched(url) {
    const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return answer.text();
}

let last = "";

function choose(place, channel) {
    const tabs = [...place.querySelectorAll("[role=tab]")];
    const wanted = tabs.find((tab) => tab.dataset.channel === (channel || last)) ?? tabs[0];
    for (const tab of tabs) {
        const isChosen = tab === wanted;
        tab.setAttribute("aria-selected", isChosen);
        tab.tabIndex = isChosen ? 0 : -1;
        document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
    }
}

document.addEventListener("click", async (event) => {
    const tab = event.target.closest("[data-channels] [role=tab]");
    if (tab) {
        last = tab.dataset.channel;
        choose(tab.closest("[data-previews]"), last);
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) await copyText(copy);
});

document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[data-channels] [role=tab]");
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !by) return;
    event.preventDefault();
    const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    next.click();
    next.focus();
});

async function copyText(button) {
    const text = document.getElementById(button.dataset.copy).value;
    const said = button.querySelector("[data-said]");
    said.dataset.before ??= said.textContent;
    try {
        await navigator.clipboard.writeText(text);
        said.textContent = button.dataset.copied;
    } catch {
        said.textContent = button.dataset.failed;
    }
    setTimeout(() => (said.textContent = said.dataset.before), 2000);
}

// Where a page shows them behind a summary: when that is opened.
document.addEventListener(
    "toggle",
    (event) => {
        const place = event.target.open && event.target.querySelector("[data-previews]");
        if (place) showPreviews(place);
    },
    true,
);
