// The picture on the canvas. Moving it moves a finished bitmap; the next one is drawn meanwhile, in slices.

const REST = 140; // milliseconds without a move after which a new bitmap is drawn and names are placed anew
const SLICE = 9; // milliseconds of drawing between two frames
const BATCH = 1500; // links in one path: long paths hold the thread too long
const MARGIN = 0.5; // how far the bitmap reaches beyond the window, in windows
const FIRST = 12; // the best connected in sight, named before all others
const SPARSE = 300; // people in sight up to whom names keep off discs
const FADED = 0.12; // what is left of the rest while a chain is lit

/** Draw `net` on `canvas`; `state` is asked anew for each picture: colouring, link test, lit chain, theme. */
export function picture(canvas, net, state) {
  const context = canvas.getContext("2d");
  const front = { bitmap: document.createElement("canvas"), at: null };
  const back = { bitmap: document.createElement("canvas"), at: null };
  let ratio = 1;
  let width = 0;
  let height = 0;
  let view = { k: 1, x: 0, y: 0 };
  let job = null;
  let framed = false;
  let moving = 0; // the timer that tells when the view is at rest
  let shown = []; // whose names are placed, and where beside them
  const widths = new Map();
  const byContacts = Array.from({ length: net.count }, (_, node) => node).sort(
    (one, other) => net.contacts[other] - net.contacts[one] || one - other,
  );

  function resize() {
    ratio = Math.min(window.devicePixelRatio || 1, 2);
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    for (const each of [front, back]) {
      each.bitmap.width = Math.round(width * (1 + 2 * MARGIN) * ratio);
      each.bitmap.height = Math.round(height * (1 + 2 * MARGIN) * ratio);
    }
    front.at = null;
    redraw();
  }

  /** Show the bitmap where the view has moved it, then what lies above it. */
  function frame() {
    framed = false;
    const { colours } = state.theme();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (front.at) {
      const scale = view.k / front.at.k;
      const left = view.x - (front.at.x + width * MARGIN) * scale;
      const top = view.y - (front.at.y + height * MARGIN) * scale;
      context.globalAlpha = state.chain() ? FADED * 2 : 1;
      context.drawImage(front.bitmap, left * ratio, top * ratio, front.bitmap.width * scale, front.bitmap.height * scale);
      context.globalAlpha = 1;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    above(colours);
  }

  function ask() {
    if (!framed) {
      framed = true;
      requestAnimationFrame(frame);
    }
  }

  /** Begin a new bitmap; one that was begun is given up. */
  function redraw() {
    job = drawing();
    ask();
    setTimeout(work, 0);
  }

  function work() {
    const mine = job;
    const until = performance.now() + SLICE;
    while (mine && performance.now() < until) {
      if (mine.next().done) {
        [front.bitmap, back.bitmap] = [back.bitmap, front.bitmap];
        front.at = back.at;
        job = null;
        ask();
        if (!document.documentElement.dataset.ready) performance.mark("ready");
        document.documentElement.dataset.ready = "true";
        return;
      }
    }
    if (mine === job && job) requestAnimationFrame(() => setTimeout(work, 0));
  }

  function* drawing() {
    const paint = back.bitmap.getContext("2d");
    const at = { ...view };
    back.at = at;
    paint.setTransform(1, 0, 0, 1, 0, 0);
    paint.clearRect(0, 0, back.bitmap.width, back.bitmap.height);
    const left = at.x + width * MARGIN;
    const top = at.y + height * MARGIN;
    paint.setTransform(ratio * at.k, 0, 0, ratio * at.k, left * ratio, top * ratio);
    const { colours } = state.theme();
    const { slot, palette } = state.colouring();
    const allows = state.allows();
    const right = (width * (1 + 2 * MARGIN) - left) / at.k;
    const bottom = (height * (1 + 2 * MARGIN) - top) / at.k;
    const inside = (node) =>
      net.x[node] > -left / at.k && net.x[node] < right && net.y[node] > -top / at.k && net.y[node] < bottom;
    // links of one colour in one path: within a group its colour, between groups grey
    const bins = new Map();
    for (let link = 0; link < net.many; link++) {
      if (!allows(link)) continue;
      const from = net.a[link];
      const to = net.b[link];
      if (!inside(from) && !inside(to)) continue;
      const colour = slot[from] === slot[to] && slot[from] >= 0 ? slot[from] : -1;
      const key = colour + (net.data.links.certainty[link] === "guess" ? 100 : 0);
      if (!bins.has(key)) bins.set(key, []);
      bins.get(key).push(link);
      if (!(link & 8191)) yield;
    }
    yield;
    const dense = Math.max(0.08, Math.min(1, Math.sqrt(900 / Math.max(net.many, 1))));
    for (const [key, links] of [...bins].sort((one, other) => one[0] - other[0])) {
      const guess = key >= 99;
      const colour = guess ? key - 100 : key;
      paint.strokeStyle = colour < 0 ? colours.link : palette[colour];
      paint.globalAlpha = colour < 0 ? 0.5 * dense ** 1.25 : 0.6 * dense;
      paint.lineWidth = Math.max(0.35, Math.min(1.4, dense * 1.6)) / at.k;
      paint.setLineDash(guess ? [4 / at.k, 4 / at.k] : []);
      for (let begun = 0; begun < links.length; begun += BATCH) {
        paint.beginPath();
        for (const link of links.slice(begun, begun + BATCH)) {
          paint.moveTo(net.x[net.a[link]], net.y[net.a[link]]);
          paint.lineTo(net.x[net.b[link]], net.y[net.b[link]]);
        }
        paint.stroke();
        yield;
      }
    }
    paint.setLineDash([]);
    paint.globalAlpha = 1;
    const rim = 0.8 / at.k;
    for (let each = net.count - 1; each >= 0; each--) {
      const node = byContacts[each];
      if (!inside(node)) continue;
      paint.beginPath();
      paint.arc(net.x[node], net.y[node], Math.max(net.radius[node], 1.1 / at.k), 0, 2 * Math.PI);
      paint.fillStyle = slot[node] < 0 ? colours.others : palette[slot[node]];
      paint.globalAlpha = state.isLit(node) ? 1 : FADED;
      paint.fill();
      paint.globalAlpha = 1;
      paint.lineWidth = rim;
      paint.strokeStyle = colours.ground;
      paint.stroke();
      if (!(each & 255)) yield;
    }
  }

  const onScreen = (node) => [net.x[node] * view.k + view.x, net.y[node] * view.k + view.y];

  /** What lies above the bitmap: names, the lit chains, who is selected and who is pointed at. */
  function above(colours) {
    const chain = state.chain();
    const taken = [];
    if (chain) {
      context.lineCap = "round";
      stroke(chain.lit, colours.lit, 1.6, 0.35);
      stroke(chain.links, colours.lit, 3.2, 1);
      for (const node of chain.people) disc(node, colours);
    }
    const chosen = state.selected();
    if (!chain && chosen.length === 1) {
      const allows = state.allows();
      const own = [];
      for (let at = net.starts[chosen[0]]; at < net.starts[chosen[0] + 1]; at++) if (allows(net.by[at])) own.push(net.by[at]);
      stroke(own, colours.lit, 1.2, Math.max(0.15, Math.min(0.8, 12 / own.length)));
    }
    for (const node of chosen) ring(node, colours.lit, 4);
    const pointed = state.pointed();
    if (pointed >= 0) ring(pointed, colours.text, 3);
    const named = new Set([...(chain ? chain.people : []), ...chosen, ...(pointed >= 0 ? [pointed] : [])]);
    for (const node of named) label(node, colours, taken, { bold: true, must: true });
    if (chain) shown = [];
    else if (moving && shown.length) {
      for (const { node, right, down, bold } of shown) {
        if (named.has(node)) continue;
        const [x, y] = onScreen(node);
        write(state.nameOf(node), x + right, y + down, bold, 0, colours);
      }
    } else {
      shown = [];
      const seen = byContacts.filter((node) => {
        const [x, y] = onScreen(node);
        return !named.has(node) && state.isLit(node) && x > 0 && x < width && y > 0 && y < height;
      });
      for (const node of seen.slice(0, FIRST)) {
        label(node, colours, taken, { bold: net.contacts[node] > 2 });
      }
      // where there is room for it, the other names keep off discs
      for (const node of seen.length > SPARSE ? [] : seen) {
        const [x, y] = onScreen(node);
        const out = Math.max(net.radius[node] * view.k, 1.1);
        taken.push([x - out, y - out, x + out, y + out]);
      }
      const most = Math.min(90, Math.max(12, (width * height) / 14000));
      for (const node of seen.slice(FIRST)) {
        if (shown.length >= most) break;
        label(node, colours, taken, {});
      }
    }
  }

  function stroke(links, colour, wide, alpha) {
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    context.lineWidth = wide;
    context.beginPath();
    for (const link of links) {
      context.moveTo(...onScreen(net.a[link]));
      context.lineTo(...onScreen(net.b[link]));
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  function disc(node, colours) {
    const { slot, palette } = state.colouring();
    const [x, y] = onScreen(node);
    context.beginPath();
    context.arc(x, y, Math.max(net.radius[node] * view.k, 5), 0, 2 * Math.PI);
    context.fillStyle = slot[node] < 0 ? colours.others : palette[slot[node]];
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = colours.ground;
    context.stroke();
  }

  function ring(node, colour, wide) {
    const [x, y] = onScreen(node);
    context.beginPath();
    context.arc(x, y, Math.max(net.radius[node] * view.k, 4) + wide, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = colour;
    context.stroke();
  }

  /** Write somebody's name beside their disc, where nothing is yet; nowhere, if there is no room and it need not be. */
  function label(node, colours, taken, { bold = false, must = false }) {
    const [x, y] = onScreen(node);
    if (x < -40 || x > width + 40 || y < -20 || y > height + 20) return;
    const size = must ? 14 : bold ? 13 : 12;
    const text = state.nameOf(node);
    const font = fontOf(bold, must);
    const key = `${font} ${node}`;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    const wide = widths.get(key);
    const out = Math.max(net.radius[node] * view.k, 4) + (must ? 7 : 4);
    const places = [
      [x + out, y],
      [x - out - wide, y],
      [x - wide / 2, y - out - size * 0.6],
      [x - wide / 2, y + out + size * 0.6],
    ];
    const clear = ([left, middle]) =>
      !taken.some(
        (other) =>
          left - 2 < other[2] && other[0] < left + wide + 2 && middle - size * 0.62 < other[3] && other[1] < middle + size * 0.62,
      );
    const spot = places.find(clear) ?? (must ? places[0] : null);
    if (!spot) return;
    const [left, middle] = spot;
    taken.push([left - 2, middle - size * 0.62, left + wide + 2, middle + size * 0.62]);
    write(text, left, middle, bold, must, colours);
    if (!must) shown.push({ node, right: left - x, down: middle - y, bold });
  }

  const fontOf = (bold, must) => `${bold ? "600 " : ""}${must ? 14 : bold ? 13 : 12}px ${state.theme().font}`;

  function write(text, left, middle, bold, must, colours) {
    context.font = fontOf(bold, must);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colours.ground;
    context.strokeText(text, left, middle);
    context.fillStyle = colours.text;
    context.fillText(text, left, middle);
  }

  return {
    resize,
    redraw,
    ask,
    move(to) {
      const zoomed = to.k !== view.k;
      view = { k: to.k, x: to.x, y: to.y };
      if (zoomed) shown = [];
      clearTimeout(moving);
      moving = setTimeout(() => {
        moving = 0;
        redraw();
      }, REST);
      ask();
    },
    /** The view in which all of `nodes` are seen, beside, below and above panels of those sizes. */
    fit(nodes, { left = 0, right = 0, top = 0, bottom = 0 } = {}) {
      let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
      for (const node of nodes) {
        west = Math.min(west, net.x[node] - net.radius[node]);
        east = Math.max(east, net.x[node] + net.radius[node]);
        north = Math.min(north, net.y[node] - net.radius[node]);
        south = Math.max(south, net.y[node] + net.radius[node]);
      }
      const wide = Math.max(width - left - right, 120);
      const high = Math.max(height - top - bottom, 120);
      const k = Math.min(8, (0.86 * wide) / Math.max(east - west, 30), (0.86 * high) / Math.max(south - north, 30));
      return { k, x: left + wide / 2 - (k * (west + east)) / 2, y: top + high / 2 - (k * (north + south)) / 2 };
    },
    onScreen,
  };
}
