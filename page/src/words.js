// Facts in words: a person's card, a chain, and why each of its links is believed. Text is only ever text.
import { band, chanceOf } from "./chains.js";
import { nameOf } from "./network.js";

/** An element with classes, text or children; nothing is ever parsed as markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const many = (count, noun, plural = `${noun}s`) => `${count.toLocaleString("en")} ${count === 1 || count === 1n ? noun : plural}`;

/** What somebody does where: `Airbus, DRH, Toulouse`. */
export const place = (net, node) =>
  [net.data.people.company[node], net.data.people.title[node], net.data.people.city[node]].filter(Boolean).join(", ");

/** Why a link is believed, and what `node` is to its other end, as netcli says it: `colleague since 2009 · 42 messages`. */
export const reason = (net, link, node) => net.data.reasons[net.data.links[node === net.b[link] ? "reason" : "back"][link]];

/** The chain in words: its length, how likely it is, and a list that is read out in order. */
export function chainInWords(net, chain, choose) {
  if (chain.hops === 0) return [element("h2", { text: "That is the same person." })];
  const chance = chanceOf(net, chain.links);
  const chances = chain.links.map((link) => net.data.links.chance[link]);
  const weakest = chances.indexOf(Math.min(...chances));
  const list = element("ol");
  chain.people.forEach((node, step) => {
    const item = element("li", {}, element("button", { class: "name", text: nameOf(net, node), onclick: () => choose(node) }));
    if (place(net, node)) item.append(" ", element("span", { class: "where", text: place(net, node) }));
    if (step > 0) {
      const link = chain.links[step - 1];
      const weak = chain.links.length > 1 && step - 1 === weakest ? " ← weakest link" : "";
      const sure = net.data.links.certainty[link];
      const mark = sure === "sure" ? "" : ` (${sure})`;
      item.append(element("div", { class: "why", text: `${reason(net, link, node)}${mark} · ${band(net, chances[step - 1])}${weak}` }));
    }
    list.append(item);
  });
  const count = chain.equallyShort;
  const beside = [...new Set(chain.lit.flatMap((link) => [net.a[link], net.b[link]]))].filter((node) => !chain.people.includes(node));
  const through = beside.slice(0, 5).map((node) => nameOf(net, node)).join(", ") + (beside.length > 5 ? " …" : "");
  return [
    element("h2", { text: `${many(chain.hops, "hop")}, ${many(chain.hops - 1, "intermediary", "intermediaries")} · ${band(net, chance)} chance` }),
    list,
    count > 1n
      ? element("p", { class: "note", text: `The likeliest of ${many(count, "chain")} of this length; the others, drawn thinly, pass ${through}.` })
      : null,
  ];
}

/** A person's card: who they are, and those they are most likely to introduce to somebody. */
export function cardOf(net, node, allows, choose) {
  const { chance } = net.data.links;
  const near = [];
  for (let at = net.starts[node]; at < net.starts[node + 1]; at++) {
    if (allows(net.by[at])) near.push([net.others[at], net.by[at]]);
  }
  near.sort((one, other) => chance[other[1]] - chance[one[1]] || one[0] - other[0]);
  const list = element("ul");
  for (const [other, link] of near.slice(0, 8)) {
    list.append(
      element(
        "li",
        {},
        element("button", { class: "name", text: nameOf(net, other), onclick: () => choose(other) }),
        element("div", { class: "why", text: reason(net, link, other) }),
      ),
    );
  }
  const group = net.data.people.group[node];
  return [
    element("h2", { text: nameOf(net, node) }),
    place(net, node) ? element("p", { class: "where", text: place(net, node) }) : null,
    element("p", { class: "note", text: `${many(near.length, "contact")}${group >= 0 ? ` · group: ${net.data.groups[group]}` : ""}` }),
    near.length ? list : null,
    near.length > 8 ? element("p", { class: "note", text: `and ${many(near.length - 8, "other")}` }) : null,
  ];
}
