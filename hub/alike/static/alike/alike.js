// The tab is fetched when it is first looked at: finding what is like an asset takes longer than showing its form.
async function fetchAlike(place) {
    try {
        const response = await fetch(place.dataset.alike, {
            headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        if (!response.ok) throw new Error(response.statusText);
        place.innerHTML = await response.text();
    } catch {
        place.textContent = place.dataset.alikeFailed;
    }
}

document.addEventListener("DOMContentLoaded", () => {
    const observer = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) {
            if (!isIntersecting) continue;
            observer.unobserve(target);
            fetchAlike(target);
        }
    });
    document.querySelectorAll("[data-alike]").forEach((place) => observer.observe(place));
});
