// Bundles the scripts of /sql and /search into the plugin's static/, with the licences of what they hold.
//   node frontend/build.mjs        (npm run bundle checks the types first)

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "datasette_govreports/static/bundle");
const entries = ["ask/ask.ts", "ask/ask.css", "ask/editor.ts", "search/find.ts", "engine/worker.ts"];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: entries.map((entry) => `frontend/${entry}`),
  entryNames: "[name]",
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".sql": "text" },
  legalComments: "none", // all licences stand in LICENSES.txt
  metafile: true,
  logLevel: "warning",
});
copyFileSync(join(root, "node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm"), join(target, "sqlite3.wasm"));

// Written last: make takes it for the sign that all is there.
const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
writeFileSync(join(target, "LICENSES.txt"), [...packages].sort().map(licence).join("\n\n"));

function licence(name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(folder, one)).find(existsSync);
  return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : "See https://www.apache.org/licenses/LICENSE-2.0 and https://sqlite.org/copyright.html"}\n`;
}
