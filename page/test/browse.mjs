// Drive the page in headless Chromium: reads {"page", "acts"} as JSON on stdin, prints what each act gave.
// An act is ["press", key], ["type", text], ["click", x, y], ["do", script], ["shot", file], ["pdf", file] or ["emulate", options].
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { page: file, acts, size = [1280, 800], touch = false, dark = false } = JSON.parse(readFileSync(0, "utf8"));
const PATIENCE = 120_000; // milliseconds: starting a browser takes long on a busy machine
const browser = await chromium.launch({
  timeout: PATIENCE,
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // the last option: a container may have little shared memory
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
});
const context = await browser.newContext({
  viewport: { width: size[0], height: size[1] },
  hasTouch: touch,
  colorScheme: dark ? "dark" : "light",
});
context.setDefaultTimeout(PATIENCE);
const tab = await context.newPage();
const console_ = [];
const requests = [];
tab.on("console", (message) => console_.push(message.text()));
tab.on("pageerror", (error) => console_.push(String(error)));
tab.on("request", (request) => requests.push(request.url()));
await tab.goto(`${pathToFileURL(file).href}#bench`);
await tab.waitForFunction(() => document.documentElement.dataset.ready === "true");
const gave = [];
for (const [act, ...values] of acts) {
  if (act === "press") await tab.keyboard.press(values[0]);
  else if (act === "type") await tab.keyboard.type(values[0]);
  else if (act === "click") await tab.mouse.click(values[0], values[1]);
  else if (act === "tap") await tab.touchscreen.tap(values[0], values[1]);
  else if (act === "emulate") await tab.emulateMedia(values[0]);
  else if (act === "shot") await tab.waitForTimeout(400).then(() => tab.screenshot({ path: values[0] }));
  else if (act === "pdf") await tab.pdf({ path: values[0], preferCSSPageSize: true });
  gave.push(act === "do" ? await tab.evaluate(values[0]) : null);
}
console.log(JSON.stringify({ gave, console: console_, requests: requests.slice(1) }));
await browser.close();
