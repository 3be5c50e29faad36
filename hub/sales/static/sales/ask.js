// Enter asks; while the answer is being found, the page says so.
(() => {
    const form = document.querySelector("[data-ask-form]");
    const waiting = document.querySelector("[data-ask-waiting]");
    const answer = document.querySelector("[data-ask-answer]");
    if (!form) return;

    const wait = (on) => {
        waiting.hidden = !on;
        answer.classList.toggle("ask__answer--waiting", on);
        answer.setAttribute("aria-busy", on);
    };

    form.q.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });
    form.addEventListener("submit", () => wait(true));
    // A choice takes effect at once where there is a question to take effect on.
    for (const select of [form.kind, form.lang]) {
        select.addEventListener("change", () => form.q.value.trim() && form.requestSubmit());
    }
    document.addEventListener("click", (event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
        if (plain && event.target.closest("[data-ask-link]")) wait(true);
    });
    // Coming back by the browser's button shows the page as it was left: waiting.
    window.addEventListener("pageshow", () => wait(false));
})();
