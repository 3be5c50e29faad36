// Grades are saved without leaving the page; in a list of candidates, by the keys 0 to 3.
(() => {
    const show = (form, grade) => {
        for (const button of form.querySelectorAll("button[name=grade]")) {
            const pressed = button.dataset.value === grade;
            button.setAttribute("aria-pressed", pressed);
            // A grade that is given is taken back by giving it again.
            button.value = pressed ? "" : button.dataset.value;
        }
    };

    document.addEventListener("submit", async (event) => {
        const form = event.target;
        if (!form.matches("[data-grade]")) return;
        event.preventDefault();
        const problem = form.querySelector("[role=alert]");
        const body = new FormData(form, event.submitter);
        form.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(form.action, {
                method: "POST",
                body,
                headers: { Accept: "application/json" },
            });
            if (!answer.ok || answer.redirected) throw new Error(answer.status);
            show(form, (await answer.json()).grade);
            problem.hidden = true;
        } catch {
            problem.hidden = false;
        }
        form.removeAttribute("aria-busy");
    });

    const candidates = [...document.querySelectorAll("[data-candidates] > li")];
    const step = (by) => {
        const at = candidates.indexOf(document.activeElement.closest("[data-candidates] > li"));
        const next = candidates[at < 0 ? 0 : at + by];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || !candidates.length) return;
        if (event.target.closest("input, textarea, select")) return;
        const candidate = event.target.closest("[data-candidates] > li");
        const button = candidate?.querySelector(`button[data-value="${event.key}"]`);
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            step(event.key === "ArrowDown" ? 1 : -1);
        } else if (button) {
            button.form.requestSubmit(button);
            step(1);
        } else {
            return;
        }
        event.preventDefault();
    });
})();
