import { copyText, settled } from "../_page/clipboard.js";
import { element } from "../_page/dom.js";
import { shortName, verdictWord } from "./words.js";

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
  return (await writeBoth(text, tableHtml(rows))) || copyText(text, view.root);
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

/** @param {string[][]} rows the first is the head */
function tableHtml([head, ...rows]) {
  const table = element("table", null,
    element("tr", null, head.map((text) => element("th", { scope: "col" }, text))),
    rows.map((row) => element("tr", null, row.map((text) => element("td", null, text)))));
  return table.outerHTML;
}

async function writeBoth(text, html) {
  const blob = (content, type) => new Blob([content], { type });
  return settled(() => navigator.clipboard.write([
    new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") }),
  ]));
}
