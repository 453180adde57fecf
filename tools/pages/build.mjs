// Bundles the pages' assets into static/built: only what templates use, under names with their hash.
// `python -m tools.assets` calls it, with the Node that it finds.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const sources = join(root, "static/pages");
const built = join(root, "static/built");
const pages = join(root, "templates/pages");
const packages = join(here, "node_modules");
const SPRITES = join(packages, "bootstrap-italia/dist/svg/sprites.svg");
const ICON = /icon\("([a-z0-9-]+)"/g; // how templates name an icon
const FONT_INSIDE = /@font-face\s*\{[^}]*url\(["']?data:[^}]*\}/g; // a video player's icons
const DRAWING = /url\("(data:image\/svg\+xml[^"]*)"\)/g;

const bundled = await esbuild.build({
  absWorkingDir: sources,
  nodePaths: [packages],
  entryPoints: ["pages.css", "pages.js"],
  bundle: true,
  minify: true,
  write: false,
  outdir: built,
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
});

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
const manifest = {};
for (const file of bundled.outputFiles) {
  const name = basename(file.path);
  if (name === "pages.css") await keep(name, await purged(file.text));
  else if (name === "pages.js") await keep(name, file.text);
  else {
    await writeFile(join(built, name), file.contents);
    manifest[name.replace(/-[0-9A-Z]{8}(?=\.woff2$)/, "")] = name;
  }
}
await keep("icons.svg", await sprite());
await writeFile(join(built, "manifest.json"), JSON.stringify(manifest, null, 2));

async function keep(name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(built, hashed), text);
  await writeFile(join(built, `${hashed}.gz`), gzipSync(text, { level: 9 }));
  manifest[name] = hashed;
}

// Without the rules that no template uses; what pages.js sets stands in its own text.
async function purged(raw) {
  const [found] = await new PurgeCSS().purge({
    content: [`${pages}/**/*.html`, join(sources, "pages.js")],
    css: [{ raw: raw.replace(FONT_INSIDE, "") }],
    variables: true,
    keyframes: true,
    fontFace: false,
    safelist: [":root", "html", "body", /^was-validated/],
  });
  const least = await esbuild.transform(await withoutData(found.css), { loader: "css", minify: true });
  return least.code;
}

// Drawings that stand in the CSS become files: the pages' policy admits no `data:`.
async function withoutData(css) {
  const drawings = new Map();
  for (const [, address] of css.matchAll(DRAWING)) {
    const escaped = address.slice(address.indexOf(",") + 1);
    const text = escaped.replace(/%[0-9a-f]{2}/gi, decodeURIComponent); // a bare % stands in some
    const name = `drawing-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.svg`;
    await writeFile(join(built, name), text);
    drawings.set(address, name);
  }
  return css.replace(DRAWING, (_, address) => `url("${drawings.get(address)}")`);
}

// The icons that templates name, of the 200 that Bootstrap Italia draws.
async function sprite() {
  const all = await readFile(SPRITES, "utf8");
  const used = new Set();
  for (const file of await templates()) {
    for (const [, name] of (await readFile(file, "utf8")).matchAll(ICON)) used.add(name);
  }
  const symbols = [...used].sort().map((name) => {
    const found = all.match(new RegExp(`<symbol[^>]*id="${name}"[\\s\\S]*?</symbol>`));
    if (!found) throw new Error(`no icon is called ${name}: see ${SPRITES}`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function templates() {
  const all = await readdir(pages, { recursive: true });
  return all.filter((name) => name.endsWith(".html")).map((name) => join(pages, name));
}
