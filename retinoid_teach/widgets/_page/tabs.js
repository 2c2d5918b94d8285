import { thisServer } from "./server.js";

/**
 * One lesson in two tabs. Each tab saves the file, and JupyterLab asks "File Changed: overwrite?" in the tab that saves
 * later, although both say the same. Here the tab that has saved tells the others of this browser. Where their cells
 * hold the same text, nothing that anyone wrote can be lost, and they take the file for their own. Where the text
 * differs, JupyterLab's question is the right one, and stays.
 */

const CHANNEL = "retinoid_teach.saved";

/** @param {any} context of a notebook */
export function shareSaves(context) {
  // JupyterLab has no public way to say that a newer file is known; without this one it asks as before.
  if (typeof context._updateContentsModel !== "function" || typeof BroadcastChannel !== "function") return;
  const channel = new BroadcastChannel(CHANNEL);
  context.saveState.connect((_, /** @type {string} */ stage) => {
    if (stage === "completed") channel.postMessage({ text: textOf(context), file: context.contentsModel });
  });
  channel.onmessage = ({ data: { text, file } }) => {
    const own = context.contentsModel;
    if (own && file && text === textOf(context)) context._updateContentsModel({ ...own, ...file });
  };
  context.disposed.connect(() => channel.close());
}

/** @param {any} context @returns {string} where the notebook lies, and what its cells say */
function textOf(context) {
  const cells = [...context.model.cells].map(({ type, sharedModel }) => [type, sharedModel.source]);
  return JSON.stringify([thisServer(), context.path, cells]);
}
