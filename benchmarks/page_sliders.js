/**
 * The clock of the sliders. `next` gives a slider the focus and begins to watch, the browser then receives a real key,
 * and `answer` gives the milliseconds from that key's own time stamp to the frame that shows the curve of its value.
 */
window.benchSliders = (() => {
  const PATIENCE = 20_000;
  const QUIET = 60;
  const EVIDENCE = ".bench-evidence .rt-ev";
  const KINDS = {
    lab: { root: ".bench-lab .rt-lab", slider: "input[type=range]", watch: labDrawn },
    blitted: { root: ".bench-blitted", slider: "input[type=range]", watch: pictureLoaded },
    baseline: { root: EVIDENCE, slider: "input[type=range]", watch: wordsChanged },
    measure: { root: EVIDENCE, slider: "input[type=radio]:checked", watch: wordsChanged },
    left_out: { root: EVIDENCE, slider: ".rt-ev-controls select", watch: wordsChanged },
    interact: { root: ".bench-interact", slider: ".noUi-handle", watch: pictureLoaded },
  };
  let lastMessage = 0;
  let heard = null;
  let pending = null;

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const panel = () => window.jupyterapp.shell.currentWidget;
  const rootOf = (kind) => [...document.querySelectorAll(KINDS[kind].root)].find((root) => root.offsetHeight);

  /** Bring a cell before the reader and its slider into focus. */
  async function show(cell, kind) {
    await panel().content.scrollToItem(cell, "start");
    const end = performance.now() + PATIENCE;
    while (!rootOf(kind)?.querySelector(KINDS[kind].slider)) {
      if (performance.now() > end) throw new Error("no slider to move: " + kind);
      await pause(50);
    }
  }

  async function next(kind, rested = true) {
    if (rested) await quiet();
    const slider = rootOf(kind).querySelector(KINDS[kind].slider);
    slider.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow for a command
    slider.focus({ preventScroll: true });
    pending = watched(kind, rootOf(kind));
    pending.catch(() => {}); // whoever asks for the answer hears of it
  }

  async function quiet() {
    const kernel = panel().sessionContext.session.kernel;
    if (heard !== kernel) {
      heard = kernel;
      heard.anyMessage.connect(() => (lastMessage = performance.now()));
    }
    while (performance.now() - lastMessage < QUIET || kernel.status !== "idle") await pause(10);
    await new Promise(requestAnimationFrame);
  }

  /** From the last key so far to the frame after the drawing that no other followed. */
  function watched(kind, root) {
    return new Promise((resolve, reject) => {
      let key = null;
      const pressed = (event) => (key = event.timeStamp);
      window.addEventListener("keydown", pressed, { capture: true });
      const late = setTimeout(() => reject(new Error("no answer to a slider: " + kind)), PATIENCE);
      const stop = KINDS[kind].watch(root, () => key !== null && nextFrame((drawn) => {
        stop();
        clearTimeout(late);
        window.removeEventListener("keydown", pressed, { capture: true });
        resolve(drawn - key);
      }));
    });
  }

  /** The lab says so itself: its picture has a new text, and it waits for nothing. */
  function labDrawn(root, done) {
    const watch = new MutationObserver(() => !root.hasAttribute("data-waiting") && done());
    watch.observe(root, { subtree: true, attributes: true, attributeFilter: ["aria-label"] });
    return () => watch.disconnect();
  }

  /** The evidence lab answers within the event: what it says of people is new with every change. */
  function wordsChanged(root, done) {
    const watch = new MutationObserver(done);
    watch.observe(root.querySelector(".rt-ev-words"), { subtree: true, childList: true, characterData: true });
    return () => watch.disconnect();
  }

  function pictureLoaded(root, done) {
    root.addEventListener("load", done, true);
    return () => root.removeEventListener("load", done, true);
  }

  function nextFrame(then) {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  }

  /** Where the lab's slider stands, and the text of its picture, once the kernel rests. */
  async function ends() {
    await quiet();
    const root = rootOf("lab");
    const words = (text) => text.replace("\u00a0", " ");
    return [words(root.querySelector("output").textContent), words(root.querySelector("[role=img]").ariaLabel)];
  }

  return { show, next, answer: () => pending, ends };
})();
