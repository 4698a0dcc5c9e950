// What colours mean: group, company, hops from me, or stars; and the legend that says so.
import { hopsFrom, nameOf } from "./network.js";

export const PALETTE = ["#4269d0", "#e8833a", "#3ca951", "#e5484d", "#a463f2", "#12a5b0", "#d1a400", "#ff7eb6", "#97674a", "#5b8c85"];
export const OTHERS = "#9aa0a6";
const RAMP = ["#e5484d", "#e8833a", "#d1a400", "#3ca951", "#12a5b0", "#4269d0", "#a463f2"];

/** The colour of everybody, and the legend: `[colour, label, people]` for each entry that is shown. */
export function colouring(net, by, allows) {
  if (by === "hops") return byHops(net, allows);
  if (by === "stars") return byStars(net);
  const { people, groups } = net.data;
  const keys = by === "company" ? people.company : people.group.map((group) => (group < 0 ? null : groups[group]));
  const counts = new Map();
  const identity = by === "company" ? (node) => people.company[node] : (node) => people.group[node];
  for (let node = 0; node < net.count; node++) {
    if (keys[node]) counts.set(identity(node), (counts.get(identity(node)) ?? 0) + 1);
  }
  const ranked = [...counts].filter(([, many]) => many > 1).sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const slots = new Map(ranked.slice(0, PALETTE.length).map(([key], place) => [key, place]));
  const slot = Int8Array.from({ length: net.count }, (_, node) => (keys[node] ? slots.get(identity(node)) ?? -1 : -1));
  const legend = ranked.slice(0, PALETTE.length).map(([key, many], place) => ({
    colour: PALETTE[place],
    label: by === "company" ? key : groups[key],
    many,
    place,
  }));
  const left = net.count - legend.reduce((sum, each) => sum + each.many, 0);
  if (left) legend.push({ colour: OTHERS, label: by === "company" ? "other or unknown" : "others", many: left, place: -1 });
  return { slot, colours: PALETTE, legend };
}

function byHops(net, allows) {
  const hops = hopsFrom(net, net.me, allows);
  const slot = Int8Array.from(hops, (far) => (far < 0 ? -1 : Math.min(far, RAMP.length - 1)));
  const legend = [];
  for (let far = 0; far < RAMP.length; far++) {
    const many = slot.reduce((sum, each) => sum + (each === far), 0);
    const label = far === 0 ? "you" : `${far}${far === RAMP.length - 1 ? " or more" : ""} hop${far === 1 ? "" : "s"}`;
    if (many) legend.push({ colour: RAMP[far], label, many, place: far });
  }
  const apart = slot.reduce((sum, each) => sum + (each < 0), 0);
  if (apart) legend.push({ colour: OTHERS, label: "no chain from you", many: apart, place: -1 });
  return { slot, colours: RAMP, legend };
}

function byStars(net) {
  const stars = net.data.stars;
  const place = new Map(stars.map(({ node }, rank) => [node, Math.min(rank, PALETTE.length - 1)]));
  const slot = Int8Array.from({ length: net.count }, (_, node) => place.get(node) ?? -1);
  const legend = stars.slice(0, PALETTE.length).map(({ node, share }, rank) => ({
    colour: PALETTE[rank],
    label: `${nameOf(net, node)}, ${Math.round(share * 100)} % of your chains`,
    many: 1,
    place: rank,
  }));
  legend.push({ colour: OTHERS, label: "others", many: net.count - stars.length, place: -1 });
  return { slot, colours: PALETTE, legend };
}
