// The shortest chains between two people, ordered as `netcli path` orders them: fewest hops, then the likeliest, ties by ids.

/**
 * All the shortest chains from `source` to `target`: how many there are, the best one, and every link of any of them.
 * `allows` says which links may be used; costs are whole billionths of a nat, so that sums are exact.
 * Returns null where there is none.
 */
export function shortest(net, source, target, allows) {
  if (source === target) return { hops: 0, equallyShort: 1n, people: [source], links: [], lit: [] };
  const cost = net.data.links.cost;
  const hops = new Int32Array(net.count).fill(-1);
  hops[source] = 0;
  let fringe = [source];
  let depth = 0;
  while (fringe.length && hops[target] < 0) {
    depth++;
    const further = [];
    for (const node of fringe) {
      for (let at = net.starts[node]; at < net.starts[node + 1]; at++) {
        const other = net.others[at];
        if (hops[other] < 0 && allows(net.by[at])) {
          hops[other] = depth;
          further.push(other);
        }
      }
    }
    fringe = further;
  }
  if (hops[target] < 0) return null;
  // back from the target: of each person on a shortest chain, what the rest costs and how many ways lead on
  const rest = new Map([[target, 0]]);
  const ways = new Map([[target, 1n]]);
  const after = new Map();
  const lit = [];
  let layer = [target];
  for (let level = depth - 1; level >= 0; level--) {
    const before = new Set();
    for (const node of layer) {
      for (let at = net.starts[node]; at < net.starts[node + 1]; at++) {
        const other = net.others[at];
        const link = net.by[at];
        if (hops[other] !== level || !allows(link)) continue;
        lit.push(link);
        before.add(other);
        const total = cost[link] + rest.get(node);
        const best = rest.get(other);
        if (best === undefined || total < best || (total === best && node < after.get(other)[0])) {
          rest.set(other, total);
          after.set(other, [node, link]);
        }
        ways.set(other, (ways.get(other) ?? 0n) + ways.get(node));
      }
    }
    layer = [...before];
  }
  const people = [source];
  const links = [];
  for (let node = source; node !== target; ) {
    const [next, link] = after.get(node);
    people.push(next);
    links.push(link);
    node = next;
  }
  return { hops: depth, equallyShort: ways.get(source), people, links, lit };
}

/** The chance that a chain succeeds: the product over its links. */
export const chanceOf = (net, links) => links.reduce((product, link) => product * net.data.links.chance[link], 1);

/** The word for a chance: the bands are netcli's own. */
export function band(net, chance) {
  const found = net.data.bands.find(([floor]) => chance >= floor);
  return found ? found[1] : "";
}
