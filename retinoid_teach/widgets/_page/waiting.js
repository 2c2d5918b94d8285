import { thisServer } from "./server.js";

/**
 * Answers that wait for a kernel, in the page's own storage: one that is answered before its cell has run, or while the
 * kernel is dead, is not lost. The storage may be missing, shut, full or spoilt: then nothing waits.
 */

/**
 * The answer, when it was given, and the digest of what was asked.
 * @typedef {[import("./types").Given, string, string]} Waiting
 */

const MOST = 30;

/**
 * @param {any} model
 * @returns {{read: (id: string) => Waiting[], keep: (id: string, one: Waiting) => void,
 *   drop: (id: string, times: string[]) => void}} by the id of what was asked
 */
export function waitingAnswers(model) {
  const place = placeOf(model);
  const keyOf = (id) => JSON.stringify(["retinoid_teach", ...place, id]);
  const read = (id) => stored(keyOf(id));
  return {
    read,
    keep: (id, one) => store(keyOf(id), [...read(id).filter(([, , digest]) => digest === one[2]), one].slice(-MOST)),
    drop: (id, times) => {
      const [all, left] = [read(id), read(id).filter(([, at]) => !times.includes(at))];
      if (left.length < all.length) store(keyOf(id), left);
    },
  };
}

/** Whose answers, and of which copy of the course: one browser may serve several people and several folders. */
function placeOf(model) {
  const path = String(model.widget_manager?.context?.path ?? "");
  return [...thisServer(), path.slice(0, path.lastIndexOf("/") + 1)];
}

function stored(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "[]");
    return found.filter((one) => Array.isArray(one) && !Number.isNaN(Date.parse(one[1])));
  } catch {
    return [];
  }
}

function store(key, all) {
  try {
    if (all.length) localStorage.setItem(key, JSON.stringify(all));
    else localStorage.removeItem(key);
  } catch {
    // The card says that this answer has to be given again.
  }
}
