import "./site.css";

// Everything can be read and sent without what follows; it only saves a step.

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.textContent = button.dataset.copied ?? label;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

/** A form's token is of when it was opened, which a page that is kept cannot know. */
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-lead]")) {
  const token = form.querySelector<HTMLInputElement>("input[name=token]");
  form.addEventListener(
    "focusin",
    async () => {
      if (!token || token.value) return;
      const response = await fetch(`/form-token/${form.dataset.lead}`, { method: "POST" });
      const opened: { token?: string } = response.ok ? await response.json() : {};
      token.value = opened.token ?? "";
    },
    { once: true },
  );
}

// An open choice closes when something else is wanted.
for (const choice of document.querySelectorAll<HTMLDetailsElement>("details.opening")) {
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !choice.contains(target)) choice.open = false;
  });
  choice.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !choice.open) return;
    choice.open = false;
    choice.querySelector("summary")?.focus();
  });
}
