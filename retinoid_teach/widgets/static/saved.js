import { announce, setText } from "./dom.js";

/**
 * Traits: `tries` (every answer in order, as the id of what was asked and the answer) and `saved` (for each try that
 * the kernel has seen, "saved" or why it is not: nothing comes where there is no kernel).
 */

/**
 * @param {any} model
 * @param {string} id of what was asked
 * @param {any} given the answer that stands, as `tries` has it
 * @returns {string} what the kernel said of it; empty where it has not said anything
 */
export function savedWord(model, id, given) {
  const tries = model.get("tries");
  const last = tries.map(([asked]) => asked).lastIndexOf(id);
  return (last >= 0 && tries[last][1] === given && model.get("saved")[last]) || "";
}

/**
 * Say beside an answer whether it is saved; what is not saved is announced too.
 * @param {Element} place
 * @param {string} word
 * @param {Element} live
 */
export function saySaved(place, word, live) {
  if (place.textContent === word) return;
  setText(place, word);
  place.classList.toggle("rt-quiz-missing", word !== "saved");
  if (word && word !== "saved") announce(live, live.textContent + " " + word);
}
