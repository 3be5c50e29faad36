/* Shows how the page will be found, anew whenever a field changes that decides it. */
(() => {
  const FIELDS = ["title", "slug", "summary", "seo_title", "search_description", "canonical_url", "hero_image"];

  const keep = (panel) => {
    const form = panel.closest("form");
    let waiting = 0;
    let asked = "";

    const show = async () => {
      const query = new URLSearchParams();
      for (const name of FIELDS) query.set(name, form.elements[name]?.value ?? "");
      if (form.elements.noindex?.checked) query.set("noindex", "on");
      const address = `${panel.dataset.searchPreview}?${query}`;
      if (address === asked) return;
      asked = address;
      const response = await fetch(address);
      // An answer to an earlier question may come last.
      if (response.ok && address === asked) panel.innerHTML = await response.text();
    };

    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 300);
    };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    show();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-search-preview]").forEach(keep);
  });
})();
