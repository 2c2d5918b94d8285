/**
 * The only place that makes elements. Text is set as text and attributes as attributes: nothing that
 * came from a file can become markup, a script or an address that is not http(s).
 */

/**
 * @typedef {Node | string | number | null | undefined | false | Child[]} Child
 * @typedef {Record<string, any>} Props `on` holds listeners by event, `data` fills `dataset`, `style` sets
 *   custom properties; anything else is an attribute (true: present; false, null, undefined: absent)
 */

const ADDRESS = /^(href|src|action|formaction|xlink:href|srcdoc)$/i;

/**
 * Make an HTML element.
 * @template {string} Tag
 * @param {Tag} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement}
 */
export function element(tag, props, ...children) {
  return furnish(document.createElement(tag), props || {}, children);
}

/**
 * Make a span with a class.
 * @param {string} name of the class
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function span(name, ...children) {
  return element("span", { class: name }, ...children);
}

/**
 * Make an SVG element.
 * @param {string} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, props, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), props || {}, children);
}

/**
 * Replace what an element holds.
 * @template {Element} Held
 * @param {Held} node
 * @param {...Child} children
 * @returns {Held} the same element
 */
export function fill(node, ...children) {
  node.replaceChildren();
  appendAll(node, children);
  return node;
}

/**
 * Have an element say something. A text that is there already is not written again: that would cost a layout.
 * @param {Node} node
 * @param {string | number} text
 */
export function setText(node, text) {
  if (node.textContent !== String(text)) node.textContent = String(text);
}

/**
 * A link to a page of the web, or plain text where the address is none.
 * @param {string | null | undefined} url
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function webLink(url, ...children) {
  if (!isWebAddress(url)) return element("span", null, ...children);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/**
 * @param {unknown} url
 * @returns {boolean} whether it begins with http: or https:
 */
export function isWebAddress(url) {
  return typeof url === "string" && /^https?:\/\//i.test(url);
}

/**
 * Ids that no other view on the page has, whichever bundle made it.
 * @param {string} prefix
 * @returns {(name: string) => string} gives the same id for the same name
 */
export function idMaker(prefix) {
  const stem = prefix + "-" + Math.random().toString(36).slice(2, 9);
  return (name) => stem + "-" + name;
}

/**
 * An unseen, polite live region.
 * @returns {HTMLElement}
 */
export function liveRegion() {
  return element("div", { class: "rt-unseen", role: "status", "aria-live": "polite" });
}

/**
 * Have a screen reader say something, also when it is the same sentence as before.
 * @param {Element} live
 * @param {string} text
 */
export function announce(live, text) {
  live.textContent = live.textContent === text ? text + "\u00a0" : text;
}

function furnish(node, props, children) {
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  appendAll(node, children);
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else if (name === "style") {
    for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
  } else if (/^on/i.test(name)) {
    throw new Error("a listener goes under `on`, not in an attribute: " + name);
  } else if (!ADDRESS.test(name) || isWebAddress(value) || /^#/.test(value)) {
    node.setAttribute(name, value === true ? "" : value);
  }
}

function appendAll(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) appendAll(node, child);
    else if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : String(child));
    }
  }
}
