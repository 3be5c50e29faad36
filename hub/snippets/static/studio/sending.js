// Sends decisions to the server, and tells what came of them. What could not be sent can be sent again.

export class Outcome {
    #root;
    #undone = [];
    #again = null;

    // `send(body)` sends a form's fields once more: to undo, or after a failure.
    constructor(root, send) {
        this.#root = root;
        this.send = send;
        root.querySelector("[data-undo]").addEventListener("click", () => this.undo());
        root.querySelector("[data-again]").addEventListener("click", () => this.#again());
    }

    // `undo` holds the fields that take it back, or is empty.
    tell(message, undo = "") {
        if (undo) this.#undone.push(undo);
        this.#show(message, { undo: Boolean(undo) });
    }

    // `again`, if it is given, is what can be tried once more.
    fail(message, again = null) {
        this.#again = again;
        this.#show(message, { isError: true, again: Boolean(again) });
    }

    // Takes back what was done last; false where nothing was.
    undo() {
        const body = this.#undone.pop();
        if (body) this.send(new URLSearchParams(body));
        return Boolean(body);
    }

    #show(message, { undo = false, again = false, isError = false }) {
        this.#root.hidden = false;
        this.#root.classList.toggle("outcome--error", isError);
        this.#root.querySelector("[data-message]").textContent = message;
        this.#root.querySelector("[data-undo]").hidden = !undo;
        this.#root.querySelector("[data-again]").hidden = !again;
    }
}

// The server's answer, or why there is none: `{failure: "lost"}`, `{failure: "loggedOut"}`.
export async function post(url, body) {
    try {
        const answer = await fetch(url, {
            method: "POST",
            body,
            headers: { Accept: "application/json" },
        });
        if (answer.redirected || answer.status === 403) return { failure: "loggedOut" };
        return await answer.json();
    } catch {
        return { failure: "lost" };
    }
}
