// Which links are drawn and used by chains.

/** A test of links: their certainty, kinds, and the year from which there must have been contact. */
export function filter(net, { certainties, kinds, year }) {
  const { certainty, kinds: of, alive } = net.data.links;
  const wanted = new Set(certainties);
  const every = kinds.size === net.data.kinds.length;
  return (link) =>
    wanted.has(certainty[link]) &&
    (every || net.data.kindSets[of[link]].some((kind) => kinds.has(kind))) &&
    (!year || (alive[link] !== null && alive[link] >= year));
}
