/* Draws the cards of the brand's form anew whenever one of its fields changes; keeps each colour and its picker alike. */
(() => {
  const FIELDS = ["name", "name_zh", "logo", "background", "accent", "text"];
  const COLOUR = /^#[0-9a-f]{6}$/i;

  const showCards = (preview) => {
    const form = preview.closest("form");
    const refused = preview.querySelector("[data-refused]");
    let waiting = 0;
    let latest = 0; // an answer to an earlier question may come last

    const draw = () => {
      const asked = ++latest;
      const query = new URLSearchParams();
      for (const name of FIELDS) query.set(name, form.elements[name]?.value ?? "");
      for (const image of preview.querySelectorAll("img")) {
        const next = new Image();
        next.onload = () => {
          if (asked !== latest) return;
          image.src = next.src;
          image.hidden = false;
          refused.hidden = true;
        };
        next.onerror = () => {
          if (asked !== latest) return;
          refused.hidden = false;
        };
        next.src = `${image.dataset.address}?${query}`;
      }
    };

    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, 300);
    };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    draw();
  };

  const pair = (picker) => {
    const field = document.getElementById(picker.dataset.brandPicker);
    picker.addEventListener("input", () => {
      field.value = picker.value;
    });
    field.addEventListener("input", () => {
      if (COLOUR.test(field.value)) picker.value = field.value;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-brand-preview]").forEach(showCards);
    document.querySelectorAll("[data-brand-picker]").forEach(pair);
  });
})();
