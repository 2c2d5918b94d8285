/**
 * What a widget shows, as it comes from Python: JSON, deflated and written in base64 (packed.py).
 */

/**
 * @param {(given: any) => any} render of a widget whose `data` is plain
 * @returns {(given: any) => Promise<any>} the same, where `data` came packed; plain data, as a test has, is left as it is
 */
export function unpacked(render) {
  return async ({ model, el }) => {
    const sent = model.get("data");
    if (typeof sent !== "string") return render({ model, el });
    return render({ model: withData(model, JSON.parse(await inflate(sent))), el });
  };
}

/**
 * @param {string} base64
 * @returns {Promise<string>} the text that was packed
 */
export async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** A model that is as the one given, but for its data, which never changes. */
function withData(model, data) {
  const get = (name) => (name === "data" ? data : model.get(name));
  return new Proxy(model, {
    get: (held, name) => {
      if (name === "get") return get;
      return typeof held[name] === "function" ? held[name].bind(held) : held[name];
    },
  });
}
