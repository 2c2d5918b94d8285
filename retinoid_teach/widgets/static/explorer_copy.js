import { element } from "./dom.js";
import { shortName, verdictWord } from "./explorer_words.js";

/**
 * The state as a table for the clipboard: text with tabs, and HTML where the browser takes it.
 */

/**
 * @param {any} view
 * @returns {Promise<boolean>} whether the clipboard has it
 */
export async function copyTable(view) {
  const rows = view.state.view === "compare" ? comparedTable(view) : optionTable(view);
  const text = rows.map((row) => row.map(oneLine).join("\t")).join("\n");
  return (await writeBoth(text, tableHtml(rows))) || (await writeText(text)) || copySelected(view, text);
}

/**
 * The columns of `appropriate_options`.
 * @param {any} view
 * @returns {string[][]}
 */
export function optionTable({ data, now }) {
  const head = ["option", "name", "verdict", "would_be", "with_conditions", "strength", "rows", "checked"];
  const rows = now.answer.options.map((result) => [
    result.id, data.options[result.id].name, result.verdict, result.would_be, result.with_conditions, result.strength,
    result.rows.join(" "), result.checked,
  ]);
  return [head, ...rows].map((row) => row.map(String));
}

/**
 * @param {any} view
 * @returns {string[][]}
 */
export function comparedTable({ data, now }) {
  const head = ["option", ...data.guidelines.map((row) => row.name), "disagreement"];
  const rows = now.rows.map((row) => [
    shortName(data, row.id), ...row.results.map((result) => verdictWord(result.verdict)), row.differs,
  ]);
  return [head, ...rows].map((row) => row.map(String));
}

/** A cell keeps to its cell, and a spreadsheet reads no formula into it. */
function oneLine(text) {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+@-]/.test(flat) ? "'" + flat : flat;
}

function tableHtml([head, ...rows]) {
  const table = element("table", null,
    element("tr", null, head.map((text) => element("th", { scope: "col" }, text))),
    rows.map((row) => element("tr", null, row.map((text) => element("td", null, text)))));
  return table.outerHTML;
}

async function writeBoth(text, html) {
  if (!navigator.clipboard || typeof ClipboardItem === "undefined") return false;
  const blob = (content, type) => new Blob([content], { type });
  const item = new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") });
  return settled(() => navigator.clipboard.write([item]));
}

async function writeText(text) {
  return navigator.clipboard ? settled(() => navigator.clipboard.writeText(text)) : false;
}

async function settled(action) {
  try {
    await action();
    return true;
  } catch {
    return false;
  }
}

/** Where a page is served without https there is no clipboard object: copy a selection instead. */
function copySelected(view, text) {
  const area = element("textarea", { class: "rt-unseen", readonly: true, "aria-hidden": "true" }, text);
  const focused = document.activeElement;
  view.root.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused) focused.focus({ preventScroll: true });
  return done;
}
