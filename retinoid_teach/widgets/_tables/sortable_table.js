import { announce, element, fill, idMaker, liveRegion, svg } from "../_page/dom.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { citedLabel, sourceList } from "../_page/citations.js";
import { linesShown, unpackedLines } from "./sortable_rows.js";
import { NOT_CHECKED } from "../_page/words.js";

/**
 * A table that sorts, filters and lets its columns be chosen: drugs side by side, or the rows of an evidence table.
 * Traits: `data` (never changes), `columns` (properties shown), `sort_by`, `descending`, `filter`.
 */

const LONG = 24;
const ARROWS = { ascending: "M4 10l4-5 4 5z", descending: "M4 6l4 5 4-5z", none: "M5 6.5l3-3 3 3M5 9.5l3 3 3-3" };

/**
 * @param {import("../_page/types").View<import("./types").TableTraits>} view
 * @returns {() => void} takes the listeners away with the view
 */
export function render({ model, el }) {
  const table = new SortableTable(model);
  el.append(keepKeys(table.node));
  const update = () => table.update();
  update();
  const events = ["columns", "sort_by", "descending", "filter"].map((name) => "change:" + name);
  events.forEach((event) => model.on(event, update));
  return () => events.forEach((event) => model.off(event, update));
}

class SortableTable {
  /** @param {import("../_page/types").Model<import("./types").TableTraits>} model */
  constructor(model) {
    const { title, head, noun, properties, lines, ...cited } = model.get("data");
    this.model = model;
    this.head = head;
    this.noun = noun;
    this.properties = properties;
    this.cited = cited;
    this.lines = unpackedLines(lines);
    this.live = liveRegion();
    this.headRow = element("tr");
    this.body = element("tbody");
    this.count = element("p", { class: "rt-sortable-count" });
    this.foot = element("div", { class: "rt-sortable-foot" });
    this.heads = properties.map((property) => headCell(property, () => this.sortBy(property)));
    this.controls = controlsOf(properties, idMaker("rt-sortable"), (traits) => this.change(traits), model);
    const table = element("table", { class: "rt-sortable-table" },
      element("caption", null, element("span", null, title)), element("thead", null, this.headRow), this.body);
    this.node = element("section", { class: "rt-root rt-sortable", "aria-label": title },
      this.controls.node,
      element("div", { class: "rt-sortable-scroll", tabindex: "0", role: "region", "aria-label": title + ", scrolls sideways" }, table),
      this.count, this.foot, this.live);
  }

  /** @param {Partial<import("./types").TableTraits>} traits */
  change(traits) {
    for (const [name, value] of Object.entries(traits)) this.model.set(/** @type {any} */ (name), value);
    tellKernel(this.model);
  }

  /** @param {import("./types").Property} property */
  sortBy({ key, name }) {
    const again = this.model.get("sort_by") === key;
    if (again && this.model.get("descending")) this.change({ sort_by: "", descending: false });
    else this.change({ sort_by: key, descending: again });
    const now = this.model.get("sort_by") ? name + (again ? ", highest first" : ", lowest first") : "in the order given";
    announce(this.live, "Sorted: " + now + ".");
  }

  update() {
    const { model, properties, lines, cited } = this;
    const [columns, descending] = [model.get("columns"), model.get("descending")];
    const visible = properties.map((_, place) => place).filter((place) => columns.includes(properties[place].key));
    const column = properties.findIndex(({ key }) => key === model.get("sort_by"));
    const shown = linesShown(lines, { column, descending, filter: model.get("filter"), visible });
    this.heads.forEach((head, place) => head.update(place === column ? (descending ? "descending" : "ascending") : "none"));
    this.controls.update();
    this.setHeads(visible);
    fill(this.body, shown.map((line) => lineOf(line, visible, cited)));
    this.setCount(shown.length + " of " + lines.length + " " + this.noun);
    fill(this.foot, sourceList(shown.flatMap((line) => rowsOf(line, visible)), cited));
  }

  // A header that is taken out and put back loses the focus, so the row changes only when its columns do.
  setHeads(visible) {
    const wanted = visible.join();
    if (this.headRow.dataset.columns === wanted) return;
    this.headRow.dataset.columns = wanted;
    fill(this.headRow, element("th", { scope: "col" }, this.head), visible.map((place) => this.heads[place].node));
  }

  setCount(text) {
    if (this.count.textContent && this.count.textContent !== text) announce(this.live, text);
    this.count.textContent = text;
  }
}

/** @param {import("./types").Property} property @param {() => void} sort */
function headCell({ name, unit }, sort) {
  const arrow = svg("path");
  const button = element("button", { type: "button", class: "rt-sortable-sort", on: { click: sort } },
    element("span", null, name, unit && element("span", { class: "rt-sortable-unit" }, " (" + unit + ")")),
    svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, arrow));
  const node = element("th", { scope: "col" }, button);
  return {
    node,
    update: (order) => {
      node.setAttribute("aria-sort", order);
      arrow.setAttribute("d", ARROWS[order]);
    },
  };
}

function controlsOf(properties, id, change, model) {
  const search = element("input", {
    class: "rt-field", type: "search", id: id("filter"), autocomplete: "off",
    on: { input: () => change({ filter: search.value }) },
  });
  const boxes = properties.map(({ key, name }) => element("input", { type: "checkbox", value: key, id: id("column-" + name), on: { change: chosen } }));
  function chosen() {
    change({ columns: boxes.filter((box) => box.checked).map((box) => box.value) });
  }
  const summary = element("summary", { class: "rt-fold" });
  const choices = boxes.map((box, place) => element("label", { for: box.id }, box, properties[place].name));
  return {
    node: element("div", { class: "rt-sortable-controls" },
      element("label", { for: search.id }, "Filter"), search,
      element("details", null, summary,
        element("fieldset", null, element("legend", { class: "rt-unseen" }, "Columns shown"), choices))),
    update: () => {
      summary.textContent = "Columns (" + model.get("columns").length + " of " + properties.length + ")";
      if (search.value !== model.get("filter")) search.value = model.get("filter");
      boxes.forEach((box) => { box.checked = model.get("columns").includes(box.value); });
    },
  };
}

/** @param {import("./types").Line} line @param {number[]} visible @param {import("../_page/types").Cited} cited */
function lineOf({ name, row, marks = [], cells }, visible, cited) {
  return element("tr", null,
    element("th", { scope: "row" }, row ? citedLabel(row, cited) : name, marks.map((mark) => element("span", { class: "rt-sortable-mark" }, mark))),
    visible.map((place) => cellOf(cells[place], cited)));
}

/** @param {import("./types").Cell} cell @param {import("../_page/types").Cited} cited */
function cellOf(cell, cited) {
  if (!cell.entries.length) {
    return element("td", { class: "rt-sortable-empty" }, element("span", { "aria-hidden": "true" }, "\u2013"), element("span", { class: "rt-unseen" }, "nothing recorded"));
  }
  const entries = cell.entries.map(([value, row, unread], place) => element("div", null,
    place > 0 && cell.conflict && element("strong", { class: "rt-sortable-but" }, "but "),
    value, row && citedLabel(row, cited), unread && element("span", { class: "rt-sortable-mark" }, NOT_CHECKED)));
  const long = cell.entries.some(([value]) => value.length > LONG);
  return element("td", { class: long && "rt-sortable-long", data: { conflict: Boolean(cell.conflict) } }, entries);
}

/** @param {import("./types").Line} line @param {number[]} visible */
function rowsOf({ row, cells }, visible) {
  if (row) return [row];
  return visible.flatMap((place) => cells[place].entries.map(([, id]) => id));
}
