import { arrange, element, fill } from "./dom.js";
import { sign, unreadMark } from "./explorer_signs.js";
import { GROUPS, listed, splitName, verdictWord } from "./explorer_words.js";

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
 * @param {any} data
 * @param {{byId: Map<string, any>}[]} answers one a guideline
 * @returns {any[]}
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
 * @returns {import("./explorer_controls.js").Part}
 */
export function guidelineMatrix(view) {
  const filter = element("input", { type: "checkbox", id: view.id("differences"), on: { change: () => view.refresh() } });
  const heads = view.data.guidelines.map((row) => matrixHead(row));
  const lines = new Map(Object.values(view.data.options).map((option) => [option.id, makeLine(view, option)]));
  const groups = [matrixGroup(view, "The guidelines that speak disagree"), matrixGroup(view, "No disagreement: they agree, or only one speaks")];
  const silent = element("p", { class: "rt-quiet" });
  const table = element("table", { class: "rt-matrix", role: "table" },
    element("caption", { class: "rt-unseen" }, "Verdict of each guideline on each option"),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, element("th", { scope: "col", role: "columnheader" }, "Option"), heads.map((head) => head.element))),
    groups.map((group) => group.element));
  const check = element("div", { class: "rt-check" }, filter, element("label", { for: filter.id }, "Only disagreements"));
  return {
    element: element("div", { class: "rt-matrix-block" }, check, table, silent),
    update: (now) => {
      heads.forEach((head, at) => (head.region.textContent = "rules: " + listed(now.answers[at].region)));
      const spoken = now.rows.filter((row) => row.spoken);
      showGroupOfLines(groups[0], lines, spoken.filter((row) => row.differs));
      showGroupOfLines(groups[1], lines, spoken.filter((row) => !row.differs && !filter.checked));
      silent.textContent = silence(view, now.rows.filter((row) => !row.spoken));
    },
  };
}

function matrixHead(guideline) {
  const region = element("span", { class: "rt-quiet" });
  return { region, element: element("th", { scope: "col", role: "columnheader" }, element("div", null, guideline.name), region) };
}

function matrixGroup(view, title) {
  const count = element("span", { class: "rt-count" });
  const span = view.data.guidelines.length + 1;
  const head = element("tr", { class: "rt-matrix-group", role: "row" }, element("th", { scope: "rowgroup", role: "rowheader", colspan: span }, title, count));
  return { count, head, element: element("tbody", { role: "rowgroup" }, head) };
}

function showGroupOfLines(group, lines, rows) {
  group.element.hidden = rows.length === 0;
  group.count.textContent = String(rows.length);
  arrange(group.element, [group.head, ...rows.map((row) => showLine(lines.get(row.id), row))]);
}

function makeLine(view, option) {
  const { name, aside } = splitName(option.name);
  const open = element("button", { type: "button", class: "rt-option-link", on: { click: () => view.openOption(option.id) } }, name);
  const cells = view.data.guidelines.map((guideline) =>
    element("td", { role: "cell", data: { guideline: guideline.id } }, element("span", { class: "rt-cell-head", "aria-hidden": "true" }, guideline.name), element("span", { class: "rt-verdict" })));
  const head = element("th", { scope: "row", role: "rowheader" }, open, aside && element("span", { class: "rt-aside" }, " " + aside));
  return { cells, said: cells.map(() => ""), element: element("tr", { role: "row", data: { option: option.id } }, head, cells) };
}

function showLine(line, row) {
  line.element.dataset.disagreement = row.differs;
  row.results.forEach((result, at) => {
    const said = result.verdict + result.checked + result.with_conditions;
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
    result.with_conditions ? element("span", { class: "rt-cell-note" }, "with conditions") : null,
    result.checked ? null : element("span", { class: "rt-cell-note" }, unreadMark()),
  ];
}

function silence(view, rows) {
  if (!rows.length) return "";
  const names = rows.map((row) => splitName(view.data.options[row.id].name).name);
  return "No guideline speaks of: " + names.join("; ") + ".";
}
