import { arrange } from "../_page/arrange.js";
import { element, fill, setText, span } from "../_page/dom.js";
import { sign, unreadMark } from "./signs.js";
import { fromRuleAlone } from "./state.js";
import { GROUPS, listed, shortName, splitName, verdictWord } from "./words.js";
import { withAside } from "./cite.js";

/** @typedef {import("./types").Data} Data */

/**
 * Guidelines compared: a row an option, a column a guideline. Silence is shown as silence, not as "no".
 */

const ORDER = Object.fromEntries(GROUPS.map((group, at) => [group.id, at]));

/**
 * Whether the guidelines that speak give different verdicts. The same rule as in retinoid_teach/clinic/_options.py.
 * @param {string[]} verdicts
 * @returns {boolean}
 */
export function differ(verdicts) {
  return new Set(verdicts.filter((verdict) => verdict !== "not_mentioned")).size > 1;
}

/**
 * One row an option: disagreements first, then the best verdict first, then the order of the table.
 * @param {Data} data
 * @param {Pick<import("./types").Compared, "byId">[]} answers one a guideline
 * @returns {import("./types").MatrixRow[]}
 */
export function matrixRows(data, answers) {
  const rows = Object.keys(data.options).map((id) => {
    const results = answers.map((answer) => answer.byId.get(id));
    const verdicts = results.map((result) => result.verdict);
    return {
      id, results, differs: differ(verdicts), spoken: verdicts.some((verdict) => verdict !== "not_mentioned"),
      best: Math.min(...verdicts.map((verdict) => ORDER[verdict])),
    };
  });
  return rows.sort((a, b) => Number(b.differs) - Number(a.differs) || a.best - b.best);
}

/**
 * @param {any} view
 * @returns {import("./controls.js").Part}
 */
export function guidelineMatrix(view) {
  const filter = element("input", { type: "checkbox", id: view.id("differences"), on: { change: view.refresh } });
  const heads = view.data.guidelines.map((row) => matrixHead(row));
  const lines = new Map(Object.values(view.data.options).map((option) => [option.id, makeLine(view, option)]));
  const titles = ["The guidelines that speak disagree", "No disagreement: they agree, or only one speaks"];
  const groups = titles.map((title) => matrixGroup(view, title));
  const silent = element("p", { class: "rt-quiet" });
  const headRow = element("tr", { role: "row" }, columnHead("Option"), heads.map((head) => head.element));
  const table = element("table", { class: "rt-matrix", role: "table" },
    element("caption", { class: "rt-unseen" }, "Verdict of each guideline on each option"),
    element("thead", { role: "rowgroup" }, headRow),
    groups.map((group) => group.element));
  const label = element("label", { for: filter.id }, "Only disagreements");
  return {
    element: element("div", { class: "rt-matrix-block" },
      element("div", { class: "rt-check" }, filter, label), table, silent),
    update: (now) => {
      heads.forEach((head, at) => setText(head.region, "rules: " + listed(now.answers[at].region)));
      const spoken = now.rows.filter((row) => row.spoken);
      showGroupOfLines(groups[0], lines, spoken.filter((row) => row.differs));
      showGroupOfLines(groups[1], lines, spoken.filter((row) => !row.differs && !filter.checked));
      setText(silent, silence(view, now.rows.filter((row) => !row.spoken)));
    },
  };
}

function matrixHead(guideline) {
  const region = span("rt-quiet");
  return { region, element: columnHead(element("div", null, guideline.name), region) };
}

function columnHead(...words) {
  return element("th", { scope: "col", role: "columnheader" }, words);
}

function matrixGroup(view, title) {
  const count = span("rt-count");
  const width = view.data.guidelines.length + 1;
  const cell = element("th", { scope: "rowgroup", role: "rowheader", colspan: width }, title, count);
  const head = element("tr", { class: "rt-matrix-group", role: "row" }, cell);
  return { count, head, element: element("tbody", { role: "rowgroup" }, head) };
}

function showGroupOfLines(group, lines, rows) {
  group.element.hidden = rows.length === 0;
  setText(group.count, rows.length);
  arrange(group.element, [group.head, ...rows.map((row) => showLine(lines.get(row.id), row))]);
}

function makeLine(view, option) {
  const { name, aside } = splitName(option.name);
  const click = () => view.openOption(option.id);
  const open = element("button", { type: "button", class: "rt-option-link", on: { click } }, name);
  const cells = view.data.guidelines.map((guideline) => makeCell(guideline));
  const head = element("th", { scope: "row", role: "rowheader" }, withAside(open, aside));
  const row = element("tr", { role: "row", data: { option: option.id } }, head, cells);
  return { cells, said: cells.map(() => ""), element: row };
}

/** In a narrow view each cell says whose verdict it is. */
function makeCell(guideline) {
  const head = element("span", { class: "rt-cell-head", "aria-hidden": "true" }, guideline.name);
  return element("td", { role: "cell", data: { guideline: guideline.id } }, head, span("rt-verdict"));
}

function showLine(line, row) {
  line.element.dataset.disagreement = row.differs;
  row.results.forEach((result, at) => {
    const said = result.verdict + result.checked + result.with_conditions + fromRuleAlone(result);
    if (line.said[at] === said) return;
    line.said[at] = said;
    const cell = line.cells[at];
    cell.dataset.verdict = result.verdict;
    cell.lastElementChild.dataset.verdict = result.verdict;
    fill(cell.lastElementChild, cellWords(result));
  });
  return line.element;
}

function cellWords(result) {
  const silent = result.verdict === "not_mentioned";
  return [
    sign(result.verdict), element("span", null, silent ? "silent" : verdictWord(result.verdict)),
    fromRuleAlone(result) ? span("rt-cell-note", "safety rule; guideline silent") : null,
    result.with_conditions ? span("rt-cell-note", "with conditions") : null,
    result.checked ? null : span("rt-cell-note", unreadMark()),
  ];
}

function silence(view, rows) {
  if (!rows.length) return "";
  const names = rows.map((row) => shortName(view.data, row.id));
  return "No guideline speaks of: " + names.join("; ") + ".";
}
