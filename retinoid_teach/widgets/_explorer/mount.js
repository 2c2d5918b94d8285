import { render } from "./explorer.js";
import { fromAddress, toAddress } from "./address.js";
import { readPayload } from "./payload.js";

/**
 * The explorer on a page of its own, such as the one-file handout: no kernel, no widget manager. The choices are
 * kept in the address, so that a page can be shared or opened again as it was.
 */

const BEGIN = {
  acne_type: 2, guideline: "nice_ng198", region: null, patient: {}, option: null, pinned: null, view: "options",
};

/**
 * @param {HTMLElement} el where to put it
 * @param {string | object} data the payload
 * @param {Record<string, any>} [state] traits to begin with
 * @returns {Promise<{model: any, close: () => void}>}
 */
export async function mount(el, data, state = {}) {
  const model = standIn({ data, ...BEGIN, ...state, ...fromAddress(await readPayload(data)) });
  const close = await render({ model, el });
  return { model, close };
}

/** As much of an anywidget model as the explorer uses. */
function standIn(traits) {
  const listeners = new Map();
  let waiting;
  return {
    get: (name) => traits[name],
    set: (name, value) => {
      if (JSON.stringify(traits[name]) === JSON.stringify(value)) return;
      traits[name] = value;
      for (const listener of listeners.get("change:" + name) || []) listener();
    },
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) || []), listener]),
    off: (event, listener) => listeners.set(event, (listeners.get(event) || []).filter((one) => one !== listener)),
    save_changes: () => {
      // The browser takes its time over an address, and the answer need not wait for that.
      clearTimeout(waiting);
      waiting = setTimeout(() => toAddress(traits), 100);
    },
  };
}
