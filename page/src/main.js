// The page: search, selection, chains, filters, keys; what is drawn is in picture.js.
import { quadtree } from "d3-quadtree";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { shortest } from "./chains.js";
import { colouring } from "./colours.js";
import { filter } from "./filters.js";
import { nameOf, network } from "./network.js";
import { picture } from "./picture.js";
import { drawing } from "./print.js";
import { find, index } from "./search.js";
import { cardOf, chainInWords, element, many, place, reason } from "./words.js";

const at = (id) => document.getElementById(id);
const net = network(JSON.parse(at("data").textContent));
const data = net.data;
const canvas = at("picture");
const root = document.documentElement;

let chosen = []; // nobody, one person, or the two ends of a chain
let chain = null;
let pointed = -1;
let allows = () => true;
let colours = null;
let lit = null; // the place in the palette of the only group that is not faded, if one was chosen
let themed = null;

const picked = {
  certainties: ["sure", "probable"],
  kinds: new Set(data.kinds.map((_, kind) => kind)),
  year: "",
};

function theme() {
  if (!themed) {
    const style = getComputedStyle(root);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    themed = {
      font: of("font"),
      colours: { ground: of("ground"), text: of("text"), link: of("link"), others: of("others"), lit: of("lit") },
    };
  }
  return themed;
}

const view = picture(canvas, net, {
  theme,
  colouring: () => ({ slot: colours.slot, palette: colours.colours }),
  allows: () => allows,
  chain: () => chain,
  selected: () => chosen,
  pointed: () => pointed,
  isLit: (node) => lit === null || colours.slot[node] === lit,
  nameOf: (node) => nameOf(net, node),
});

// moving

const zooming = zoom()
  .scaleExtent([0.02, 24])
  .on("zoom", ({ transform }) => {
    at("hint").hidden = true;
    view.move(transform);
  });
const surface = select(canvas);
surface.call(zooming).on("dblclick.zoom", null);
/** What the panels cover, with room for a `name` on the right of a chain. */
function panels(name = 0) {
  if (innerWidth > 760) return { left: 320, right: 240 + name };
  const box = (id) => at(id).getBoundingClientRect();
  return { top: box("left").bottom, bottom: innerHeight - box("right").top, right: name / 2 };
}

function go({ k, x, y }) {
  surface.call(zooming.transform, zoomIdentity.translate(x, y).scale(k));
}
const everybody = () => Array.from({ length: net.count }, (_, node) => node);
const overview = () => net.count && go(view.fit(everybody(), panels()));

// pointing and choosing

const tree = quadtree()
  .x((node) => net.x[node])
  .y((node) => net.y[node])
  .addAll(everybody());

function nearest(event) {
  const box = canvas.getBoundingClientRect();
  const { k, x, y } = canvas.__zoom;
  const reach = (event.pointerType === "touch" ? 18 : 8) / k;
  const left = (event.clientX - box.left - x) / k;
  const top = (event.clientY - box.top - y) / k;
  let best = -1;
  let least = Infinity;
  tree.visit((quad, west, north, east, south) => {
    if (!quad.length) {
      for (let leaf = quad; leaf; leaf = leaf.next) {
        const away = Math.hypot(net.x[leaf.data] - left, net.y[leaf.data] - top) - net.radius[leaf.data];
        if (away < least && away <= reach) [best, least] = [leaf.data, away];
      }
    }
    const far = reach + 12 + Math.min(largest, 400);
    return west > left + far || east < left - far || north > top + far || south < top - far;
  });
  return best;
}
const largest = net.radius.reduce((most, each) => Math.max(most, each), 0);

canvas.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch" || event.buttons) return;
  const node = nearest(event);
  if (node === pointed) return;
  pointed = node;
  canvas.style.cursor = node < 0 ? "grab" : "pointer";
  hint(node, event);
  view.ask();
});
canvas.addEventListener("pointerleave", () => {
  pointed = -1;
  hint(-1);
  view.ask();
});
canvas.addEventListener("click", (event) => {
  const node = nearest(event);
  if (node >= 0) choose(node);
  else if (chosen.length) clear();
});

/** Beside the pointer: who that is, and why the chosen person is believed to know them. */
function hint(node, event) {
  const box = at("hint");
  box.hidden = node < 0;
  if (node < 0) return;
  const where = place(net, node);
  box.replaceChildren(element("strong", { text: nameOf(net, node) }));
  if (where) box.append(element("div", { class: "where", text: where }));
  const from = chosen.at(-1);
  if (from !== undefined && from !== node) {
    for (let each = net.starts[node]; each < net.starts[node + 1]; each++) {
      if (net.others[each] === from && allows(net.by[each])) {
        box.append(element("div", { class: "why", text: `${nameOf(net, from)}: ${reason(net, net.by[each], node)}` }));
      }
    }
  }
  box.style.left = `${Math.min(event.clientX + 14, innerWidth - 270)}px`;
  box.style.top = `${Math.min(event.clientY + 14, innerHeight - 90)}px`;
}

/** Choose a person: the first is shown, the second lights the chains between both, a third begins anew. */
function choose(node) {
  chosen = chosen.length === 1 && chosen[0] !== node ? [chosen[0], node] : [node];
  told();
}

function clear() {
  chosen = [];
  told();
}

/** Say in the panel what is chosen, and light it. */
function told() {
  const panel = at("told");
  chain = null;
  if (chosen.length === 2) {
    chain = shortest(net, chosen[0], chosen[1], allows);
    const [from, to] = chosen.map((node) => nameOf(net, node));
    panel.replaceChildren(
      ...(chain
        ? chainInWords(net, chain, choose).filter(Boolean)
        : [element("h2", { text: `No chain from ${from} to ${to}` }), element("p", { class: "note", text: without() })]),
    );
    if (chain) go(view.fit(chain.people, panels(130)));
  } else if (chosen.length === 1) {
    const parts = cardOf(net, chosen[0], allows, choose).filter(Boolean);
    if (net.me >= 0 && chosen[0] !== net.me) {
      const ask = () => {
        chosen = [net.me];
        choose(panelNode);
      };
      const panelNode = chosen[0];
      parts.splice(1, 0, element("button", { class: "act", id: "from-me", text: "How do I reach them?", onclick: ask }));
    }
    parts.push(element("p", { class: "note", text: "Choose somebody else for the chains between both." }));
    panel.replaceChildren(...parts);
  } else panel.replaceChildren();
  panel.hidden = !chosen.length;
  canvas.setAttribute("aria-label", summary());
  view.ask();
}

const without = () =>
  picked.certainties.includes("guess") ? "Not over the links that are shown." : "Not without guesses, over the links that are shown.";

// searching

const entries = index(data.people);
const box = at("search");
const list = at("found");
let hits = [];
let active = -1;

function search() {
  hits = find(entries, net.contacts, box.value);
  active = hits.length ? 0 : -1;
  const items = hits.map((node, place_) =>
    element(
      "li",
      { role: "option", id: `hit-${place_}`, "aria-selected": String(place_ === active), onmousedown: (event) => (event.preventDefault(), take(place_)) },
      element("span", { text: nameOf(net, node) }),
      place(net, node) ? element("span", { class: "where", text: ` ${place(net, node)}` }) : null,
    ),
  );
  if (!hits.length && box.value.trim()) items.push(element("li", { class: "none", text: "nobody of that name is shown" }));
  list.replaceChildren(...items);
  list.hidden = !items.length;
  mark();
}

function mark() {
  [...list.children].forEach((item, place_) => item.setAttribute("aria-selected", String(place_ === active)));
  box.setAttribute("aria-expanded", String(!list.hidden));
  if (active >= 0) box.setAttribute("aria-activedescendant", `hit-${active}`);
  else box.removeAttribute("aria-activedescendant");
}

function take(place_) {
  const node = hits[place_];
  if (node === undefined) return;
  box.value = "";
  search();
  choose(node);
  if (chosen.length === 1) {
    const { k } = canvas.__zoom;
    const near = Math.max(k, 1);
    const { left = 0, right = 0 } = panels();
    go({ k: near, x: left + (innerWidth - left - right) / 2 - net.x[node] * near, y: innerHeight / 2 - net.y[node] * near });
  }
}

box.addEventListener("input", search);
box.addEventListener("blur", () => setTimeout(() => ((list.hidden = true), mark()), 100));
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    mark();
  } else if (event.key === "Enter") take(active);
  else if (event.key === "Escape") {
    box.value = "";
    search();
    box.blur();
  }
});

// what is shown

function refilter() {
  allows = filter(net, picked);
  recolour();
  told();
}

function recolour() {
  colours = colouring(net, at("by").value, allows);
  lit = null;
  at("legend").replaceChildren(
    ...colours.legend.map(({ colour, label, many: people, place: slot }) => {
      const swatch = element("span", { class: "swatch" });
      swatch.style.background = colour;
      const only = element("button", { class: "entry", type: "button", "aria-pressed": "false", title: "show only these" }, swatch, element("span", { text: label }), element("span", { class: "count", text: people > 1 ? people.toLocaleString("en") : "" }));
      only.addEventListener("click", () => {
        lit = lit === slot ? null : slot;
        for (const each of at("legend").querySelectorAll("button")) each.setAttribute("aria-pressed", String(lit !== null && each === only));
        view.redraw();
      });
      return element("li", {}, only);
    }),
  );
  view.redraw();
}

at("by").addEventListener("change", recolour);
for (const each of document.querySelectorAll("input[name=certainty]")) {
  const count = data.links.certainty.reduce((sum, certainty) => sum + (certainty === each.value), 0);
  each.closest("label").hidden = !count;
  each.addEventListener("change", () => {
    picked.certainties = [...document.querySelectorAll("input[name=certainty]:checked")].map((input) => input.value);
    refilter();
  });
}
data.kinds.forEach((kind, number) => {
  const input = element("input", { type: "checkbox", checked: true });
  input.addEventListener("change", () => {
    if (input.checked) picked.kinds.add(number);
    else picked.kinds.delete(number);
    refilter();
  });
  at("kinds").append(element("label", {}, input, ` ${kind.replace("_", " ")}`));
});
at("kinds").parentElement.hidden = data.kinds.length < 2;
const years = [...new Set(data.links.alive.filter(Boolean).map((date) => date.slice(0, 4)))].sort();
at("year").append(element("option", { value: "", text: "any year" }), ...years.map((year) => element("option", { value: year, text: `in touch since ${year}` })));
at("year").parentElement.hidden = years.length < 2;
at("year").addEventListener("change", () => {
  picked.year = at("year").value;
  refilter();
});

// dark and light

function light(name) {
  if (name) root.dataset.theme = name;
  themed = null;
  view.redraw();
}
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
at("theme").addEventListener("click", () => light(isDark() ? "light" : "dark"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => light());

// keys

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox") return;
  const { k, x, y } = canvas.__zoom;
  const middle = (scale) => ({ k: k * scale, x: innerWidth / 2 - (innerWidth / 2 - x) * scale, y: innerHeight / 2 - (innerHeight / 2 - y) * scale });
  const step = 80;
  const keys = {
    "/": () => box.focus(),
    "+": () => go(middle(1.4)),
    "=": () => go(middle(1.4)),
    "-": () => go(middle(1 / 1.4)),
    0: overview,
    d: () => light(isDark() ? "light" : "dark"),
    Escape: clear,
    ArrowLeft: () => go({ k, x: x + step, y }),
    ArrowRight: () => go({ k, x: x - step, y }),
    ArrowUp: () => go({ k, x, y: y + step }),
    ArrowDown: () => go({ k, x, y: y - step }),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

// paper

addEventListener("beforeprint", () => {
  const state = { slot: colours.slot, palette: colours.colours, allows, chain, selected: chosen };
  at("paper").replaceChildren(drawing(net, state));
});
addEventListener("afterprint", () => at("paper").replaceChildren());

// beginning

const summary = () =>
  `A picture of ${many(net.count, "person", "people")} and ${many(net.many, "link")}. ` +
  "Press slash to search for somebody; choosing two people shows the chain between them as a list.";

at("size").textContent = [many(net.count, "person", "people"), many(net.many, "link"), ...data.notes].join(" · ");
at("empty").hidden = net.count > 1;
at("empty").textContent = net.count ? "Only one person is here yet: netcli import brings the others." : "Nobody is here yet: netcli import brings people.";
allows = filter(net, picked);
colours = colouring(net, at("by").value, allows);
refilter();
view.resize();
overview();
let wide = innerWidth;
addEventListener("resize", () => {
  view.resize();
  if (Math.abs(innerWidth - wide) > 40) overview();
  wide = innerWidth;
});
if (location.hash === "#bench") window.page = { net, choose, clear, go, shortest, view, filter, allows: () => allows, chain: () => chain };
