import { shareSaves } from "./tabs.js";

/**
 * What a learner did in a widget goes into the notebook's file with all else that JupyterLab saves. JupyterLab's own
 * setting for it (saveState) keeps only the widgets that a kernel runs: a lesson that is opened, not run and saved
 * would lose them all. Here every widget of the course that the notebook shows is kept, run or not. A widget that
 * nobody touched leaves the file as it is.
 */

const STATE = "application/vnd.jupyter.widget-state+json";
const VIEW = "application/vnd.jupyter.widget-view+json";
// The modules of several widgets share what they know of a notebook.
const KNOWN = Symbol.for("retinoid_teach.lasting");
const OURS = "retinoid_teach.";

/**
 * @param {(given: any) => any} render of a widget
 * @returns {(given: any) => any} the same, in a notebook that keeps what is done
 */
export function lasting(render) {
  return (given) => render({ ...given, model: inNotebook(given.model) });
}

/** @param {any} model as anywidget hands it out; only JupyterLab's widget manager knows the notebook */
function inNotebook(model) {
  const manager = model.widget_manager;
  const context = manager?.context;
  if (!context?.saveState) return model;
  const known = knownIn(context);
  findShown(manager, known);
  let touched = false;
  const toBeSaved = () => { if (touched) context.model.dirty = known.touched = true; };
  // Also what the kernel says to it, such as "saved". What another page does is for that page to save.
  model.on("change", toBeSaved);
  const save_changes = () => {
    touched = true;
    toBeSaved();
    model.save_changes();
  };
  return { ...model, save_changes };
}

/** @param {any} context of a notebook */
function knownIn(context) {
  if (!context[KNOWN]) {
    /** @type {Map<string, any> & {touched?: boolean}} */
    const known = new Map();
    context[KNOWN] = known;
    // What is done or run while a file is being written is not in it, and JupyterLab calls it saved all the same.
    context.model.contentChanged.connect(() => { known.touched = true; });
    context.saveState.connect((_, /** @type {string} */ stage) => {
      if (stage !== "started" && known.touched) context.model.dirty = true;
      if (stage !== "started") return;
      keepStates(context.model, known);
      known.touched = false;
    });
    shareSaves(context);
  }
  return context[KNOWN];
}

/**
 * Hold every widget that an output shows: at the moment of saving there is no time to ask for it.
 * @param {any} manager
 * @param {Map<string, any>} known
 */
function findShown(manager, known) {
  for (const id of shownIds(manager.context.model)) {
    manager.get_model(id).then((/** @type {any} */ found) => known.set(id, found), () => known.delete(id));
  }
}

/** @param {any} notebook */
function shownIds(notebook) {
  const outputs = [...notebook.cells].flatMap((cell) => (cell.outputs ? cell.outputs.toJSON() : []));
  return outputs.flatMap(({ data }) => (data?.[VIEW] ? [data[VIEW].model_id] : []));
}

/**
 * @param {any} notebook
 * @param {Map<string, any>} known
 */
function keepStates(notebook, known) {
  const widgets = notebook.getMetadata("widgets") || {};
  const stored = widgets[STATE] || { version_major: 2, version_minor: 0, state: {} };
  const states = { ...stored.state };
  for (const id of shownIds(notebook)) {
    const model = known.get(id);
    if (!model || !String(model.get("_anywidget_id")).startsWith(OURS)) continue;
    states[id] = entry(model, states[id]);
    const layout = model.get("layout");
    if (layout && !states[layout.model_id]) states[layout.model_id] = entry(layout);
  }
  if (Object.keys(states).length) notebook.setMetadata("widgets", { ...widgets, [STATE]: { ...stored, state: states } });
}

/**
 * A state as it is stored: what is not as it is in every widget of its kind, and what was stored before.
 * @param {any} model
 * @param {any} [before] what is stored of it
 */
function entry(model, before) {
  const all = model.serialize(model.get_state(false));
  const names = [...Object.keys(model.get_state(true)), ...Object.keys(before ? before.state : {})];
  const buffers = [];
  const named = Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]));
  const state = withoutBytes(named, [], buffers);
  buffers.sort((one, other) => (String(one.path) < String(other.path) ? -1 : 1));
  const { _model_module: model_module, _model_module_version: model_module_version, _model_name: model_name } = all;
  return { model_module, model_module_version, model_name, state, ...(buffers.length ? { buffers } : {}) };
}

/**
 * A file of text keeps bytes apart from the state, each with its place in it.
 * @param {any} value
 * @param {any[]} path
 * @param {any[]} buffers where they are put
 */
function withoutBytes(value, path, buffers) {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    buffers.push({ data: btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")), encoding: "base64", path });
    return undefined;
  }
  if (!value || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one, place) => withoutBytes(one, [...path, place], buffers) ?? null);
  const kept = Object.entries(value).map(([name, one]) => [name, withoutBytes(one, [...path, name], buffers)]);
  return Object.fromEntries(kept.filter(([, one]) => one !== undefined));
}
