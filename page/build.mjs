// Build the page: one HTML file with its script, style, licences and content policy; netcli puts the data into it.
//
//   npm ci && npm run build            writes src/netcli/templates/page.html
//   npm run build -- --check           fails if that file is not what the sources make
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "netcli", "templates", "page.html");
const read = (...path) => readFileSync(join(here, ...path), "utf8");

const { outputFiles, metafile } = await build({
  entryPoints: [join(here, "src", "main.js")],
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  write: false,
});
const used = [...new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/node_modules\/([^/]+)\//)?.[1] ?? []))].sort();
const licences = used.map((name) => `${name} ${JSON.parse(read("node_modules", name, "package.json")).version}\n${read("node_modules", name, "LICENSE").trim()}`);
const script = `/* The script of this page holds:\n\n${licences.join("\n\n")}\n*/\n${outputFiles[0].text.trim()}`.replaceAll("</script", "<\\/script");
const style = read("src", "style.css").trim();
const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'`;
const page = read("src", "index.html").replace("@POLICY@", () => policy).replace("@STYLE@", () => style).replace("@SCRIPT@", () => script);

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== page) {
    console.error("src/netcli/templates/page.html is not what page/ makes: npm run build");
    process.exit(1);
  }
} else writeFileSync(target, page);
console.log(`${used.join(", ")}: ${(Buffer.byteLength(page) / 1000).toFixed(0)} kB`);
