/**
 * The clock in the page. `next` finds a control and begins to watch, the browser then receives a real mouse click,
 * and `answer` gives the milliseconds from that click's own time stamp to the finished answer: the explorer's DOM
 * written and its layout forced, the peer's picture loaded, the peer's table in the page.
 */
window.bench = (() => {
  const { rootOf, choicesOf, watch } = window.benchChoices;
  const QUIET = 30;
  const PATIENCE = 20_000;
  const LONGEST_RUN = 120_000;
  const timesEvents = PerformanceObserver.supportedEntryTypes.includes("event");
  const durations = new Map();
  let seed = 20260918;
  let lastMessage = 0;
  let heard = null;
  let pending = null;
  let hit = false; // whether the last click met the control that was chosen
  let forget = () => {};

  if (timesEvents) {
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) if (name === "click") durations.set(startTime, duration);
    }).observe({ type: "event", durationThreshold: 16 });
  }

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const panel = () => window.jupyterapp.shell.currentWidget;

  function random(count) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  }

  /** Run every cell of the notebook in front. */
  async function runAll() {
    await panel().context.ready;
    await panel().sessionContext.ready;
    const late = pause(LONGEST_RUN).then(() => Promise.reject(new Error("the notebook's cells did not end in " + LONGEST_RUN / 1000 + " s")));
    await Promise.race([late, window.jupyterapp.commands.execute("notebook:run-all-cells")]);
    const outputs = panel().content.widgets.flatMap((cell) => (cell.model.outputs ? cell.model.outputs.toJSON() : []));
    const error = outputs.find((output) => output.output_type === "error");
    if (error) throw new Error(error.ename + ": " + error.evalue);
  }

  /** Bring a cell before the reader, as scrolling would, and wait for its widget. */
  async function show(cell, kind) {
    await panel().content.scrollToItem(cell, "start");
    const end = performance.now() + PATIENCE;
    while (!rootOf(kind)) {
      if (performance.now() > end) throw new Error("no widget to click: " + kind);
      await pause(50);
    }
  }

  /** Choose what to click, watch for its answer, and give the point to click at. */
  async function next(kind) {
    forget();
    await quiet();
    const root = rootOf(kind);
    const choices = choicesOf(kind, root);
    if (!choices.length) throw new Error("nothing to click: " + kind);
    const control = choices[random(choices.length)];
    const point = await pointOf(control);
    begin(kind, root, control);
    return point;
  }

  /** Nothing on its way to or from the kernel, and a new frame begun. */
  async function quiet() {
    const kernel = panel().sessionContext.session.kernel;
    if (heard !== kernel) {
      heard = kernel;
      heard.anyMessage.connect(() => (lastMessage = performance.now()));
    }
    while (performance.now() - lastMessage < QUIET || kernel.status !== "idle") await pause(10);
    await new Promise(requestAnimationFrame);
  }

  const wordsOf = (control) => [...(control.labels || [])][0] || control;

  /** Where a reader would click: on the control's words. Scrolled to if need be; the notebook may still be moving. */
  async function pointOf(control) {
    const words = wordsOf(control);
    const end = performance.now() + PATIENCE;
    while (performance.now() < end) {
      const { left, top, width, height } = words.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(x, y);
      if (hit && (words.contains(hit) || hit === control)) return [x, y];
      words.scrollIntoView({ block: "center" });
      await pause(50);
    }
    throw new Error("a control is covered: " + words.textContent);
  }

  function begin(kind, root, control) {
    hit = false;
    pending = new Promise((resolve, reject) => {
      let click = null;
      const clicked = ({ target, timeStamp }) => {
        click = timeStamp;
        hit = target === control || wordsOf(control).contains(target);
      };
      window.addEventListener("click", clicked, { capture: true, once: true });
      const late = setTimeout(() => reject(new Error("no answer to a click: " + kind)), PATIENCE);
      const stop = watch(kind, root, () => {
        if (click === null) return;
        void root.offsetHeight; // forces the layout
        const answer = performance.now() - click;
        forget();
        nextFrame((drawn) => resolve({ click, answer, frame: drawn - click }));
      });
      forget = () => {
        window.removeEventListener("click", clicked, { capture: true });
        clearTimeout(late);
        stop();
      };
    });
    pending.catch(() => {}); // whoever asks for the answer hears of it
  }

  /** The first task after the next frame has been drawn. */
  function nextFrame(then) {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  }

  /**
   * From a click to the frame that shows its answer, as the browser times events (to 8 ms); null under 16 ms, which
   * it does not list.
   */
  const painted = (click) => durations.get(click) ?? null;

  return { runAll, show, next, hit: () => hit, answer: () => pending, painted, timesEvents };
})();
