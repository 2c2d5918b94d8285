import { svg } from "../_page/dom.js";

/**
 * A face and a chest, seen from the front, so the person's right cheek is on the left. Each region shows the score of
 * its worst lesion as a number and as a shade. A pointer may press a region to reach its row; all of it can be
 * done, and read, in the rows alone, so a screen reader passes over the drawing.
 */

const SHAPES = {
  forehead: ["M60 64C57 32 82 14 110 14s53 18 50 50c-15-6-32-9-50-9s-35 3-50 9z", 110, 36],
  right_cheek: ["M60 64c13-5 27-8 41-8.6L90 103c-1 6 0 10 4 12l-4 24C70 126 61 96 60 64z", 74, 99],
  left_cheek: ["M160 64c-13-5-27-8-41-8.6L130 103c1 6 0 10-4 12l4 24c20-13 29-43 30-75z", 146, 99],
  nose: ["M101 55.4c6-.5 12-.5 18 0L130 103c1 8-6 12.5-20 12.5S89 111 90 103z", 110, 93],
  chin: ["M94 114.5c10 1.3 22 1.3 32 0l4 24.5c-6 6-12 9-20 9s-14-3-20-9z", 110, 137],
  chest_and_upper_back: ["M86 163c14 9 34 9 48 0 26 6 50 14 58 51H28c8-37 32-45 58-51z", 110, 194],
};

/** Eyes, mouth, ears and neck, so that the regions are seen as a face. */
const LINES = "M69 78c5 4 12 4 17 0M134 78c5 4 12 4 17 0M101 123c6 2.5 12 2.5 18 0M59 72c-8-2-7 22 4 26M161 72c8-2 7 22-4 26" +
  "M91 144c0 7-1 11-4 16M129 144c0 7 1 11 4 16";

/**
 * @param {(region: string) => void} reach called when a region is pressed
 * @returns {{node: SVGElement, update: (points: import("./types").Points[]) => void,
 *   point: (region: string | null) => void}}
 */
export function gagsFace(reach) {
  const parts = Object.entries(SHAPES).map(([key, [d, x, y]]) => {
    const number = svg("text", { x, y });
    const part = svg("g", { class: "rt-gags-part", data: { region: key }, on: { click: () => reach(key) } }, svg("path", { d }), number);
    return { key, part, number };
  });
  return {
    node: svg("svg", { class: "rt-gags-face", viewBox: "20 8 180 212", "aria-hidden": "true" },
      parts.map(({ part }) => part), svg("path", { class: "rt-gags-lines", d: LINES })),
    update: (points) => {
      for (const { region, lesion } of points) {
        const found = parts.find(({ key }) => key === region.key);
        if (!found) continue;
        found.part.dataset.score = String(lesion.score);
        found.number.textContent = String(lesion.score);
      }
    },
    point: (region) => parts.forEach(({ key, part }) => part.classList.toggle("rt-pointed", key === region)),
  };
}
