/**
 * What can be clicked in the page, kind by kind, and what tells that a click has been answered. A kind is a widget
 * (found by the class that the notebook gave it) and a set of its controls. At most two conditions are ticked at a
 * time, in the explorer as in its peers.
 */
window.benchChoices = (() => {
  const LIMIT = 2;
  const SPOKEN = ".rt-group:not([data-verdict=not_mentioned]) .rt-card input";
  const PERSON = ".rt-types input, .rt-chip input";

  const KINDS = {
    explorer: { root: ".bench-explorer .rt-explorer", find: () => PERSON + ", .rt-segments input:not([value=compare])" },
    grown: { root: ".bench-grown .rt-explorer", find: () => PERSON + ", .rt-segments input:not([value=compare])" },
    option: { root: ".bench-explorer .rt-explorer", find: () => SPOKEN },
    compare: {
      root: ".bench-explorer .rt-explorer",
      find: (root) => (root.dataset.view === "compare" ? PERSON : "input[value=compare]"),
    },
    picture: { root: ".bench-picture", watch: pictureLoaded, choices: buttons },
    table: { root: ".bench-table", watch: tableShown, choices: buttons },
  };

  /** The widget of a kind, while it is in the page and has been laid out. */
  function rootOf(kind) {
    return [...document.querySelectorAll(KINDS[kind].root)].find((root) => root.offsetHeight) || null;
  }

  /** The controls whose click changes something. */
  function choicesOf(kind, root) {
    const { find, choices = inputs } = KINDS[kind];
    return choices(root, find && find(root));
  }

  function inputs(root, selector) {
    const all = [...root.querySelectorAll(selector)].filter((input) => !input.disabled && input.checkVisibility());
    const free = root.querySelectorAll(".rt-chip input:checked").length < LIMIT;
    return all.filter((input) => (input.type === "checkbox" ? free || input.checked : !input.checked));
  }

  function buttons(root) {
    const alone = (button) => !button.parentElement.closest(".widget-toggle-buttons");
    const active = (button) => button.classList.contains("mod-active");
    const all = [...root.querySelectorAll("button.widget-toggle-button")];
    const free = all.filter((button) => alone(button) && active(button)).length < LIMIT;
    return all.filter((button) => (alone(button) ? free || active(button) : !active(button)));
  }

  /** Call `done` when the answer is in the page; give what ends the watch. */
  function watch(kind, root, done) {
    return (KINDS[kind].watch || changeHandled)(root, done);
  }

  /** The explorer answers within the event: done after its own listeners, if they have written to the page. */
  function changeHandled(root, done) {
    let written = 0;
    const observer = new MutationObserver((records) => (written += records.length));
    observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    const handled = () => written + observer.takeRecords().length && done();
    window.addEventListener("change", handled);
    return () => (window.removeEventListener("change", handled), observer.disconnect());
  }

  function pictureLoaded(root, done) {
    root.addEventListener("load", done, true);
    return () => root.removeEventListener("load", done, true);
  }

  function tableShown(root, done) {
    const hasTable = (node) => node.nodeType === 1 && (node.matches("table") || node.querySelector("table"));
    const observer = new MutationObserver((records) => {
      if (records.some((record) => [...record.addedNodes].some(hasTable))) done();
    });
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }

  return { rootOf, choicesOf, watch };
})();
