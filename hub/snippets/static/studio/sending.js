// Sends decisions to the server, and tells what came of them. What could not be sent can be sent again.

export class Outcome {
    #root;
    #undone = [];

    // `send(body)` sends a form's fields once more: to undo, or after a failure.
    constructor(root, send) {
        this.#root = root;
        this.send = send;
        root.querySelector("[data-undo]").addEventListener("click", () => this.undo());
        root.querySelector("[data-again]").addEventListener("click", () => this.again());
    }

    // `undo` holds the fields that take it back, or is empty.
    tell(message, undo = "") {
        if (undo) this.#undone.push(undo);
        this.#show(message, { undo: Boolean(undo) });
    }

    fail(message, again) {
        this.again = again ?? (() => {});
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

// The server's answer; null where it could not be had, which `outcome` then tells.
export async function post(url, body, outcome, words) {
    try {
        const answer = await fetch(url, {
            method: "POST",
            body,
            headers: { Accept: "application/json" },
        });
        if (answer.redirected || answer.status === 403) {
            outcome.fail(words.loggedOut);
            return null;
        }
        return await answer.json();
    } catch {
        outcome.fail(words.lost);
        return null;
    }
}
