import { element } from "../_page/dom.js";

/**
 * Colours for a canvas. A canvas does not follow a style sheet, so each ink is read from an unseen element that does,
 * and read again when the theme changes, when it is printed, or when the reader asks for other colours.
 */

const INK_NAMES = ["text", "muted", "line", "bg", "band", "1", "2", "3", "4", "5", "6"];
const MEDIA = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)", "print"];

/**
 * @param {() => void} changed called when the inks may be others
 * @returns {import("./types").Inks}
 */
export function labInks(changed) {
  const probes = INK_NAMES.map((name) => element("i", { data: { ink: name } }));
  const node = element("span", { class: "rt-lab-inks", "aria-hidden": "true" }, probes);
  let read = new Map();
  const again = () => {
    read = new Map();
    changed();
  };
  const of = (name) => {
    const key = String(name);
    if (!read.has(key)) read.set(key, getComputedStyle(probes[INK_NAMES.indexOf(key)] || probes[0]).color);
    return read.get(key);
  };
  return { node, of, font: () => "12px " + getComputedStyle(node).fontFamily, stop: watchTheme(again) };
}

/** A theme changes by an attribute of the page, by a style sheet that arrives, or by what the reader prefers. */
function watchTheme(changed) {
  const watch = new MutationObserver(changed);
  for (const node of [document.documentElement, document.body]) watch.observe(node, { attributes: true });
  const sheet = ({ target }) => target.tagName === "LINK" && changed();
  document.addEventListener("load", sheet, true);
  const queries = MEDIA.map((query) => matchMedia(query));
  queries.forEach((query) => query.addEventListener("change", changed));
  return () => {
    watch.disconnect();
    document.removeEventListener("load", sheet, true);
    queries.forEach((query) => query.removeEventListener("change", changed));
  };
}
