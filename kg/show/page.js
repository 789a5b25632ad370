// Draws the page's graph with vis-network and tells about what is clicked. Text only ever becomes text nodes.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const hidden = new Set();
const dark = matchMedia("(prefers-color-scheme: dark)");

// ---- words

const ROLES = ["INTRODUCES", "EVALUATES_ON", "USES", "COMPARES_WITH", "MENTIONS"];
const WORDS = {
  INTRODUCES: ["introduces", "introduced by"], EVALUATES_ON: ["evaluates on", "evaluated on by"],
  USES: ["uses", "used by"], COMPARES_WITH: ["compares with", "compared with by"],
  MENTIONS: ["mentions", "mentioned by"], REPORTS: ["reports results on", "results reported by"],
  CITES: ["cites", "cited by"], BUILDS_ON: ["builds on", "built on by"],
  VARIANT_OF: ["variant of", "variants"], WROTE: ["wrote", "written by"],
};
const QUIET = new Set(["MENTIONS", "CITES", "BUILDS_ON"]);
const sentence = (edge) => (edge.evidence || []).map((parts) => parts.join("")).join("\n");
const tooltip = (edge) =>
  [nodeOf.get(edge.from).name, WORDS[edge.type][0], nodeOf.get(edge.to).name, ...(edge.says || []), sentence(edge)]
    .filter(Boolean).join("\n");
const about = (node) => [
  node.name,
  [node.group, node.year, node.papers && count(node.papers, "paper")].filter(Boolean).join(" · "),
].join("\n");
const count = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;

// ---- drawing

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function paintedNode(node, faint) {
  const fill = color(node.group) || color("Paper");
  const border = node.focus ? color("text") : color("ground");
  const all = { background: fill, border };
  return {
    id: node.id, opacity: faint ? 0.15 : 1, borderWidth: node.focus ? 3 : 1,
    color: { ...all, highlight: { background: fill, border: color("text") }, hover: { ...all, border: color("soft") } },
    font: {
      color: faint ? color("line") : color(node.group === "Paper" ? "soft" : "text"),
      size: node.font.size, strokeWidth: 3, strokeColor: color("ground"),
    },
  };
}

function paintedEdge(edge, faint) {
  const line = color(edge.type) || color("soft");
  const strength = QUIET.has(edge.type) ? 0.35 : 0.75;
  return { id: edge.id, color: { color: line, highlight: line, hover: line, opacity: faint ? 0.05 : strength } };
}

const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, ...paintedNode(node), title: about(node) })));
data.edges.forEach((edge, at) => { edge.id = at; });
const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, ...paintedEdge(edge), title: tooltip(edge) })));
const views = {
  nodes: new vis.DataView(nodes, { filter: (node) => !hidden.has(node.group) }),
  edges: new vis.DataView(edges, { filter: (edge) => !hidden.has(edge.type) }),
};
const network = new vis.Network(byId("graph"), views, data.options);

function paint(chosen) {
  const near = new Set(chosen === undefined ? [] : [chosen, ...network.getConnectedNodes(chosen)]);
  const far = (node) => near.size > 0 && !near.has(node.id);
  nodes.update(data.nodes.map((node) => paintedNode(node, far(node))));
  edges.update(data.edges.map((edge) => paintedEdge(edge, near.size > 0 && edge.from !== chosen && edge.to !== chosen)));
}

// ---- the panel

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== "" && child !== undefined && child !== null));
  return made;
}

function link(url) {
  if (!url || !url.startsWith("https://")) return "";
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, "open\u00a0\u2197");
}

function nodeButton(node) {
  const button = element("button", { type: "button", className: "node", dir: "auto" }, node.name);
  button.addEventListener("click", () => choose(node.id));
  return button;
}

function quote(edge) {
  return (edge.evidence || []).map(([before, mention, after]) =>
    element("blockquote", { dir: "auto" }, before, element("mark", {}, mention), after));
}

function listed(edge, other) {
  const facts = [other.year, other.papers && count(other.papers, "paper"), ...(edge.says || []),
    edge.confidence && `confidence ${edge.confidence.toFixed(2)}`];
  return element("li", {}, nodeButton(other), " ",
    element("span", { className: "soft" }, facts.filter(Boolean).join(" · ")), " ", link(other.url), ...quote(edge));
}

function sections(node) {
  const groups = new Map();
  for (const edge of data.edges) {
    if (edge.from !== node.id && edge.to !== node.id) continue;
    const backwards = Number(edge.from !== node.id);
    const name = `${edge.type} ${backwards}`;
    if (!groups.has(name)) groups.set(name, { type: edge.type, backwards, items: [] });
    groups.get(name).items.push([edge, nodeOf.get(backwards ? edge.from : edge.to)]);
  }
  const order = [...ROLES, ...Object.keys(WORDS).filter((type) => !ROLES.includes(type))];
  return [...groups.values()]
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || a.backwards - b.backwards)
    .map(({ type, backwards, items }) => {
      items.sort(([, a], [, b]) => (b.year || 0) - (a.year || 0));
      const heading = element("h3", {}, `${WORDS[type][backwards]} (${items.length})`);
      heading.style.borderColor = `var(--${type})`;
      return element("section", {}, heading, element("ul", {}, ...items.map(([edge, other]) => listed(edge, other))));
    });
}

function panel(node) {
  const known = data.nodes.find((other) => other.paper && other.paper === node.by);
  const facts = [node.group, node.year && (node.paper ? node.year : `since ${node.year}`), node.venue,
    node.papers && count(node.papers, "paper")];
  byId("panel").replaceChildren(
    element("h2", { dir: "auto" }, node.name),
    element("p", { className: "soft" }, facts.filter(Boolean).join(" · "), " ", link(node.url)),
    node.authors ? element("p", { className: "soft", dir: "auto" }, node.authors) : "",
    node.aliases ? element("p", { dir: "auto" }, `also written ${node.aliases.join(", ")}`) : "",
    node.by ? element("p", {}, "introduced in ", known ? nodeButton(known) : node.by, " ", known ? "" : link(node.byUrl)) : "",
    ...sections(node),
  );
  byId("panel").scrollTop = 0;
}

function welcome() {
  const busiest = data.nodes.filter((node) => node.papers).sort((a, b) => b.papers - a.papers).slice(0, 12);
  byId("panel").replaceChildren(
    element("p", {}, "Click a node to see what the papers say about it. Point at a line to read its sentence."),
    element("p", { className: "soft" }, "Drag to move, scroll to zoom. The legend switches types on and off."),
    element("h3", {}, "Named by most papers"),
    element("ul", {}, ...busiest.map((node) => element("li", {}, nodeButton(node), " ",
      element("span", { className: "soft" }, `${node.group} · ${count(node.papers, "paper")}`)))),
  );
}

function choose(id) {
  const node = nodeOf.get(id);
  hidden.delete(node.group);
  filter();
  network.selectNodes([id]);
  network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: { duration: 300 } });
  paint(id);
  panel(node);
}

network.on("click", ({ nodes: [id] }) => {
  if (id !== undefined) { paint(id); panel(nodeOf.get(id)); } else { paint(); welcome(); }
});

// ---- legend, search, zoom

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M2.5 2.5h11v11h-11z", triangle: "M8 2l6.5 11.5h-13z", diamond: "M8 1l7 7-7 7-7-7z",
  triangleDown: "M8 14L1.5 2.5h13z", hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 .8l2.1 4.8 5.2.5-3.9 3.5 1.1 5.1L8 12l-4.5 2.7 1.1-5.1L.7 6.1l5.2-.5z",
};

function sign(outline, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  path.setAttribute("d", outline || "M0 6.5h16v3H0z");
  path.style.fill = `var(--${name})`;
  return svg;
}

function filter() {
  for (const box of document.querySelectorAll("#legend input")) box.checked = !hidden.has(box.value);
  views.nodes.refresh();
  views.edges.refresh();
}

function legendEntry(name, many, outline, word) {
  const box = element("input", { type: "checkbox", checked: true, value: name });
  box.addEventListener("change", () => { box.checked ? hidden.delete(name) : hidden.add(name); filter(); });
  return element("label", { title: `Show or hide ${word}` }, box, sign(outline, name), `${word} `,
    element("span", { className: "soft" }, String(many)));
}

byId("legend").append(
  ...data.legend.labels.map(([name, shape, many]) => legendEntry(name, many, OUTLINES[shape], name)),
  document.createElement("hr"),
  ...data.legend.types.map(([name, many]) => legendEntry(name, many, "", WORDS[name][0])),
);

byId("names").append(...[...new Set(data.nodes.map((node) => node.name))].map((name) => element("option", { value: name })));

function find(text) {
  const wanted = text.trim().toLowerCase();
  const named = (test) => data.nodes.find((node) => test(node.name.toLowerCase()));
  return wanted && (named((name) => name === wanted) || named((name) => name.startsWith(wanted)) ||
    named((name) => name.includes(wanted)));
}

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const box = byId("search").querySelector("input");
  const found = find(box.value);
  box.setCustomValidity(found || !box.value ? "" : "Nothing here is called so");
  if (found) choose(found.id); else box.reportValidity();
});
byId("search").addEventListener("input", (event) => {
  event.target.setCustomValidity("");
  // A suggestion that is picked comes as the whole name at once.
  if (event.inputType === "insertReplacementText" || event.inputType === undefined) {
    const found = find(event.target.value);
    if (found) choose(found.id);
  }
});

byId("zoom").addEventListener("click", ({ target }) => {
  const way = target.dataset.zoom;
  if (way === "fit") network.fit({ animation: { duration: 300 } });
  else if (way) network.moveTo({ scale: network.getScale() * (way === "in" ? 1.3 : 1 / 1.3), animation: { duration: 150 } });
});

dark.addEventListener("change", () => paint(network.getSelectedNodes()[0]));
network.once("afterDrawing", () => { document.body.dataset.ready = "yes"; });
const focus = data.nodes.find((node) => node.focus);
if (focus) panel(focus); else welcome();
network.setSize("100%", "100%");  // the legend has taken some of the height
network.fit();
network.moveTo({ scale: network.getScale() * 0.93 });  // `fit` leaves no room for labels
