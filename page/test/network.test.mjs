// The page's own logic, without a browser: chains against all chains of small networks, searching, filtering.
import assert from "node:assert/strict";
import { test } from "node:test";
import { band, chanceOf, shortest } from "../src/chains.js";
import { filter } from "../src/filters.js";
import { hopsFrom, network } from "../src/network.js";
import { find, fold, index, words } from "../src/search.js";

const anything = () => true;

function made(count, links) {
  const of = (value) => Array.from({ length: count }, () => value);
  return network({
    me: 0,
    people: { id: Array.from({ length: count }, (_, node) => node + 1), name: of("x"), x: of(0), y: of(0), radius: of(1), group: of(-1) },
    links: {
      a: links.map(([a]) => a),
      b: links.map(([, b]) => b),
      cost: links.map(([, , cost]) => cost),
      chance: links.map(([, , cost]) => Math.exp(-cost / 1e9)),
      certainty: links.map(([, , , certainty = "sure"]) => certainty),
      kinds: links.map(() => 0),
      alive: links.map(([, , , , alive = null]) => alive),
    },
    kinds: ["friend", "colleague"],
    kindSets: [[0]],
    bands: [[0.5, "strong"], [0.25, "good"], [0.1, "fair"], [0, "slim"]],
  });
}

/** Every chain between two nodes, nobody twice: what the search is held against. */
function every(net, source, target, chain = [source]) {
  if (source === target) return [chain];
  const found = [];
  for (let at = net.starts[source]; at < net.starts[source + 1]; at++) {
    const other = net.others[at];
    if (!chain.includes(other)) found.push(...every(net, other, target, [...chain, other]));
  }
  return found;
}

const costOf = (net, chain) =>
  chain.slice(1).reduce((sum, node, step) => {
    const before = chain[step];
    for (let at = net.starts[before]; at < net.starts[before + 1]; at++) {
      if (net.others[at] === node) return sum + net.data.links.cost[net.by[at]];
    }
    throw new Error("not linked");
  }, 0);

test("the chain is the likeliest of the shortest, ties by ids, and all of them are counted", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let turn = 0; turn < 300; turn++) {
    const count = 2 + random(6);
    const links = [];
    for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) if (random(3)) links.push([a, b, 1 + random(3)]);
    const net = made(count, links);
    const [source, target] = [random(count), random(count)];
    const chains = every(net, source, target);
    const found = shortest(net, source, target, anything);
    if (!chains.length) {
      assert.equal(found, null);
      continue;
    }
    const hops = Math.min(...chains.map((chain) => chain.length)) - 1;
    const best = chains
      .filter((chain) => chain.length === hops + 1)
      .sort((one, other) => costOf(net, one) - costOf(net, other) || one.map((node, step) => node - other[step]).find(Boolean) || 0);
    assert.deepEqual([found.hops, found.people, found.equallyShort], [hops, best[0], BigInt(best.length)]);
  }
});

test("a link that is filtered out carries no chain", () => {
  const net = made(3, [[0, 1, 1], [1, 2, 1, "guess"]]);
  const all = { certainties: ["sure", "probable", "guess"], kinds: new Set([0, 1]), year: "" };
  assert.equal(shortest(net, 0, 2, filter(net, { ...all, certainties: ["sure"] })), null);
  assert.deepEqual(shortest(net, 0, 2, filter(net, all)).people, [0, 1, 2]);
});

test("kinds and years filter links; a link without a date is in no year", () => {
  const net = made(4, [[0, 1, 1, "sure", "2019-05"], [1, 2, 1, "sure", "2024"], [2, 3, 1]]);
  const all = { certainties: ["sure"], kinds: new Set([0, 1]), year: "" };
  const kept = (picked) => [0, 1, 2].filter(filter(net, { ...all, ...picked }));
  assert.deepEqual([kept({}), kept({ year: "2020" }), kept({ kinds: new Set([1]) })], [[0, 1, 2], [1], []]);
});

test("hops are counted from a person, and -1 is nobody's chain", () => {
  assert.deepEqual([...hopsFrom(made(4, [[0, 1, 1], [1, 2, 1]]), 0, anything)], [0, 1, 2, -1]);
});

test("the chance of a chain is a product, and has netcli's word", () => {
  const net = made(3, [[0, 1, 693147181], [1, 2, 693147181]]);
  const chance = chanceOf(net, [0, 1]);
  assert.ok(Math.abs(chance - 0.25) < 1e-9);
  assert.deepEqual([0.5, 0.3, 0.1, 0.01].map((each) => band(net, each)), ["strong", "good", "fair", "slim"]);
});

test("people are found whatever the case, the accents and the order of words", () => {
  const people = {
    name: ["Zoé Lefèvre", "Maeve O'Neil", "李小龙", "Łukasz Żółć", null],
    company: [null, "Airbus", null, null, "Airbus"],
    title: [null, null, null, null, null],
    city: ["Lyon", null, null, null, null],
  };
  const entries = index(people);
  const of = (typed) => find(entries, [1, 5, 0, 0, 2], typed);
  assert.deepEqual([of("lefevre zoe"), of("oneil"), of("李"), of("zolc luk"), of("lyon"), of("air"), of("  "), of("nobody")], [[0], [1], [2], [3], [0], [1, 4], [], []]);
  assert.deepEqual([fold("ÉCOLE Straße"), words("O’Neil-Smith")], ["ecole strasse", ["oneil", "smith"]]);
});
