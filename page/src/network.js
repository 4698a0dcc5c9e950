// The network as arrays: people in the order of their ids, links, and who is linked to whom.

/** Read the page's data: columns of people and links, as netcli wrote them. */
export function network(data) {
  const { people, links } = data;
  const count = people.id.length;
  const many = links.a.length;
  const a = Int32Array.from(links.a);
  const b = Int32Array.from(links.b);
  const starts = new Int32Array(count + 1);
  for (let link = 0; link < many; link++) {
    starts[a[link] + 1]++;
    starts[b[link] + 1]++;
  }
  for (let node = 0; node < count; node++) starts[node + 1] += starts[node];
  const next = starts.slice(0, count);
  const others = new Int32Array(2 * many);
  const by = new Int32Array(2 * many);
  for (let link = 0; link < many; link++) {
    others[next[a[link]]] = b[link];
    by[next[a[link]]++] = link;
    others[next[b[link]]] = a[link];
    by[next[b[link]]++] = link;
  }
  return {
    data,
    count,
    many,
    a,
    b,
    starts,
    others,
    by,
    x: Float64Array.from(people.x),
    y: Float64Array.from(people.y),
    radius: Float64Array.from(people.radius),
    contacts: Int32Array.from({ length: count }, (_, node) => starts[node + 1] - starts[node]),
    me: data.me,
  };
}

/** How `node` is called where it stands for somebody else. */
export const nameOf = (net, node) =>
  node === net.me ? "You" : net.data.people.name[node] || `(no name, ${net.data.people.id[node]})`;

/** Hops from `source` to everybody over links that `allows` lets pass; -1 where no chain leads. */
export function hopsFrom(net, source, allows) {
  const hops = new Int32Array(net.count).fill(-1);
  if (source < 0) return hops;
  hops[source] = 0;
  let fringe = [source];
  while (fringe.length) {
    const further = [];
    for (const node of fringe) {
      for (let at = net.starts[node]; at < net.starts[node + 1]; at++) {
        const other = net.others[at];
        if (hops[other] < 0 && allows(net.by[at])) {
          hops[other] = hops[node] + 1;
          further.push(other);
        }
      }
    }
    fringe = further;
  }
  return hops;
}
