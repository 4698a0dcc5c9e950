// On paper: the picture as vectors, black on white, with its legend and the chain in words.
import { nameOf } from "./network.js";

const SVG = "http://www.w3.org/2000/svg";

function node(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The whole network as an SVG; of links of one colour, one path. */
export function drawing(net, { slot, palette, allows, chain, selected }) {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let each = 0; each < net.count; each++) {
    west = Math.min(west, net.x[each] - net.radius[each]);
    east = Math.max(east, net.x[each] + net.radius[each]);
    north = Math.min(north, net.y[each] - net.radius[each]);
    south = Math.max(south, net.y[each] + net.radius[each]);
  }
  const wide = Math.max(east - west, 40);
  const margin = wide * 0.08;
  const box = [west - margin, north - margin, wide + 2 * margin, Math.max(south - north, 40) + 2 * margin];
  const svg = node("svg", { viewBox: box.map((each) => each.toFixed(1)).join(" "), role: "img" });
  const unit = Math.max(box[2] / 1000, box[3] / 560); // on landscape paper, the picture is 277 mm by 155 at most
  const paths = new Map();
  for (let link = 0; link < net.many; link++) {
    if (!allows(link)) continue;
    const [from, to] = [net.a[link], net.b[link]];
    const colour = slot[from] === slot[to] && slot[from] >= 0 ? palette[slot[from]] : "#667";
    const line = `M${net.x[from].toFixed(1)} ${net.y[from].toFixed(1)}L${net.x[to].toFixed(1)} ${net.y[to].toFixed(1)}`;
    if (!paths.has(colour)) paths.set(colour, []);
    paths.get(colour).push(line);
  }
  const faint = Math.max(0.05, Math.min(0.5, Math.sqrt(900 / Math.max(net.many, 1)) * 0.5));
  for (const [colour, lines] of paths) {
    svg.append(node("path", { d: lines.join(""), stroke: colour, "stroke-opacity": faint, "stroke-width": 0.6 * unit, fill: "none" }));
  }
  const lit = new Set(chain ? chain.people : selected);
  for (const link of chain ? chain.links : []) {
    const [from, to] = [net.a[link], net.b[link]];
    svg.append(node("line", { x1: net.x[from], y1: net.y[from], x2: net.x[to], y2: net.y[to], stroke: "#c2410c", "stroke-width": 2.4 * unit }));
  }
  for (let each = 0; each < net.count; each++) {
    const fill = slot[each] < 0 ? "#9aa0a6" : palette[slot[each]];
    const r = Math.max(net.radius[each], lit.has(each) ? 4 * unit : 0.9 * unit).toFixed(2);
    svg.append(node("circle", { cx: net.x[each].toFixed(1), cy: net.y[each].toFixed(1), r, fill, stroke: "#fff", "stroke-width": 0.4 * unit }));
  }
  const ranked = Array.from({ length: net.count }, (_, each) => each).sort(
    (one, other) => lit.has(other) - lit.has(one) || net.contacts[other] - net.contacts[one] || one - other,
  );
  const taken = [];
  for (const each of ranked.slice(0, 400)) {
    if (taken.length >= 70) break;
    const text = nameOf(net, each);
    const size = (lit.has(each) ? 13 : 10) * unit;
    const left = net.x[each] + net.radius[each] + 3 * unit;
    const at = [left, net.y[each] - size * 0.6, left + text.length * size * 0.55, net.y[each] + size * 0.6];
    
    if (taken.some((other) => at[0] < other[2] && other[0] < at[2] && at[1] < other[3] && other[1] < at[3])) continue;
    taken.push(at);
    const style = { x: left.toFixed(1), y: (net.y[each] + size * 0.35).toFixed(1), "font-size": size.toFixed(2), fill: "#111" };
    const halo = { "paint-order": "stroke", stroke: "#fff", "stroke-width": (size / 4).toFixed(2), "stroke-linejoin": "round" };
    svg.append(node("text", { ...style, ...halo, ...(lit.has(each) ? { "font-weight": "600" } : {}) }, text));
  }
  return svg;
}
