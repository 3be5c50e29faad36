// Watches runs until they have ended; then the page is loaded with what they came to.
(() => {
    const EVERY = 1500;

    const watch = async (element) => {
        try {
            const answer = await fetch(element.dataset.progress, { headers: { Accept: "application/json" } });
            if (answer.ok) {
                const { state, done, total, finished } = await answer.json();
                if (finished) return location.reload();
                element.querySelector("[data-state]").textContent = state;
                element.querySelector("[data-done]").textContent = done;
                Object.assign(element.querySelector("progress"), { value: done, max: total });
            }
        } catch {
            // The server may be restarting: it is asked again.
        }
        setTimeout(watch, EVERY, element);
    };

    for (const element of document.querySelectorAll("[data-progress]")) setTimeout(watch, EVERY, element);
})();
