// Before it shows an update, Wagtail's panel waits ten seconds for a page of another site to say how far it is
// scrolled. Those that say so do it at once; most never do.
const LONGEST_WAIT = 500;

document.addEventListener("w-preview:ready", ({ target }) => {
  const panel = window.wagtail.app.getControllerForElementAndIdentifier(target, "w-preview");
  let made = panel?.constructor;
  while (made && !Object.hasOwn(made, "scrollRestoreTimeout")) made = Object.getPrototypeOf(made);
  if (made) made.scrollRestoreTimeout = LONGEST_WAIT;
});
