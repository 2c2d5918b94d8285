/**
 * Build what a widget carries: one script and one style sheet of each wing, in retinoid_teach/widgets/built.
 *
 *   npm run build            write them
 *   npm run build -- --check only say which are not what the sources give
 *
 * A wing with a widget.js and a widget.css becomes NAME.js and NAME.css. The handout is a page of its own, with
 * mount.js in place of a notebook. sources.json keeps the digest of each source, so that a machine without Node can
 * tell a bundle that is older than its source.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDGETS = join(ROOT, "retinoid_teach", "widgets");
const BUILT = join(WIDGETS, "built");
const LOCK = join(ROOT, "package-lock.json");
const UPLOT_LICENCE = join(ROOT, "node_modules", "uplot", "LICENSE");

const COMMON = {
  absWorkingDir: ROOT, bundle: true, minifyWhitespace: true, minifyIdentifiers: true, charset: "utf8",
  legalComments: "none", metafile: true, write: false, logLevel: "warning",
};

/** @returns {any[]} what to build: options of esbuild, each with the name of its file */
function wanted() {
  const wings = readdirSync(WIDGETS).filter((name) => existsSync(join(WIDGETS, name, "widget.js"))).sort();
  const widgets = wings.flatMap((wing) => ["js", "css"].map((kind) => ({
    file: wing.slice(1) + "." + kind, format: "esm", entryPoints: [join(WIDGETS, wing, "widget." + kind)],
    // Of nested rules the shorter syntax changes which of two wins.
    minifySyntax: kind === "js",
    ...(wing === "_labs" && kind === "js" ? { banner: { js: licence() } } : {}),
  })));
  const handout = {
    file: "handout.js", format: "iife", globalName: "retinoidTeach", minifySyntax: true,
    entryPoints: [join(WIDGETS, "_explorer", "mount.js")],
  };
  return [...widgets, handout];
}

function licence() {
  return "/*!\n" + readFileSync(UPLOT_LICENCE, "utf8").trim() + "\n*/";
}

async function bundles() {
  const files = new Map();
  const sources = new Set([LOCK]);
  for (const { file, ...options } of wanted()) {
    const { outputFiles, metafile } = await build({ ...COMMON, ...options });
    files.set(file, file.endsWith(".css") ? squeezed(outputFiles[0].text) : outputFiles[0].text);
    const own = Object.keys(metafile.inputs).filter((name) => !name.startsWith("node_modules"));
    own.forEach((name) => sources.add(join(ROOT, name)));
  }
  const digests = [...sources].sort().map((path) => [relative(WIDGETS, path).replaceAll("\\", "/"), digest(path)]);
  files.set("sources.json", JSON.stringify(Object.fromEntries(digests), null, 1) + "\n");
  return files;
}

/** The values of custom properties are left as they are written by esbuild: their spaces go here. */
function squeezed(sheet) {
  return sheet.replace(/(--[\w-]+):\s*([^;{}"']*)/g, (_, name, value) => name + ":" + value.replace(/,\s+/g, ","));
}

/** Of the text, whatever the ends of its lines are on this machine. */
function digest(path) {
  return createHash("sha256").update(readFileSync(path, "utf8").replaceAll("\r\n", "\n")).digest("hex");
}

const files = await bundles();
const isOld = ([file, text]) => !existsSync(join(BUILT, file)) || readFileSync(join(BUILT, file), "utf8") !== text;
const old = [...files].filter(isOld).map(([file]) => file);
const left = existsSync(BUILT) ? readdirSync(BUILT).filter((file) => !files.has(file)) : [];
if (argv.includes("--check")) {
  for (const file of [...old, ...left]) console.error(`built/${file} is not what the sources give: npm run build`);
  exit(old.length + left.length ? 1 : 0);
}
for (const file of old) writeFileSync(join(BUILT, file), files.get(file));
for (const file of left) console.error(`built/${file} has no source; delete it.`);
console.log(`${old.length} of ${files.size} files written to retinoid_teach/widgets/built.`);
