// Makes world.py (where the lamp of each country stands), templates/charts/world.svg (land and borders) and
// sea.small.svg beside it (how the chart looks, for the list of charts) from Natural Earth, as packed in
// `world-atlas`. Run by hand, with Node 20.19 or newer, when the shapes change; its products are committed:
//
//   npm install --prefix /tmp/world d3-geo@3 topojson-client@3 topojson-simplify@3 world-atlas@2 \
//     i18n-iso-countries@7
//   NODE_PATH=/tmp/world/node_modules node catalogue/charts/world.mjs && ruff format catalogue/charts/world.py
//
// The projection is Patterson's: straight meridians, as on a sea chart, and more room for crowded Europe than an
// equal-area one leaves. world.py repeats its formula, so that Python can set a lamp on what is drawn here.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const require = createRequire(process.env.NODE_PATH ? `${process.env.NODE_PATH}/` : import.meta.url);
const { geoArea, geoCentroid, geoPath, geoProjection } = require("d3-geo");
const { feature, merge, mesh } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");
const world50 = require("world-atlas/countries-50m.json");

// One degree of longitude is 4 units. The seam runs through the Bering Strait, where it cuts no land.
const UNIT = 4, SEAM = -169, NORTH = 74, SOUTH = -56;
const patterson = (x, y) => { const q = y * y; return [x, y * (1.0148 + q * q * (0.23185 + q * (-0.14499 + q * 0.02406)))]; };
const top = patterson(0, NORTH * Math.PI / 180)[1], bottom = patterson(0, SOUTH * Math.PI / 180)[1];
const scale = UNIT * 180 / Math.PI;
const project = geoProjection(patterson).rotate([-(SEAM + 180), 0]).scale(scale).translate([180 * UNIT, top * scale])
  .clipExtent([[-9, -9], [360 * UNIT + 9, (top - bottom) * scale + 9]]).precision(.2);

// Detail is kept where a window enlarges the chart: Europe most, then East and South-East Asia.
const dear = ([lon, lat]) => lon > -12 && lon < 42 && lat > 34 && lat < 68 ? 3.2 : lon > 94 && lon < 150 && lat > -11 && lat < 50 ? 1.5 : 1;
const weight = (t) => {
  const [[ax, ay], [bx, by], [cx, cy]] = t, shrink = Math.cos(by * Math.PI / 180);
  return Math.abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2 * shrink * dear(t[1]) ** 2;
};
const weighed = presimplify(world50, weight);
const [coast, inland] = [.22, .7].map((detail) => simplify(weighed, detail)); // borders are finer lines: fewer points
const shapes = (topology) => topology.objects.countries.geometries.filter((g) => g.id !== "010");

// Relative whole tenths, without the islets that would be specks.
const draw = (geometry, closed, islet = .5) => {
  const lines = [];
  let line = null;
  geoPath(project, {
    moveTo: (x, y) => lines.push(line = [[x, y]]), lineTo: (x, y) => line.push([x, y]), closePath: () => {},
  })(geometry);
  const tenth = (n) => Math.round(n * 10);
  const short = (n) => String(n / 10).replace(/^(-?)0\./, "$1.");
  const glue = (numbers) => numbers.map(short).reduce((all, n) => all + (n[0] === "-" || !all ? n : ` ${n}`), "");
  let path = "";
  for (const points of lines) {
    const spots = points.map(([x, y]) => [tenth(x), tenth(y)]).filter((p, i, all) => !i || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
    if (closed) {
      let area = 0;
      spots.forEach(([x, y], i) => { const [nx, ny] = spots[(i + 1) % spots.length]; area += x * ny - nx * y; });
      if (Math.abs(area) / 200 < islet) continue;
    }
    if (spots.length < 2) continue;
    path += `M${glue(spots[0])}l${glue(spots.slice(1).flatMap(([x, y], i) => [x - spots[i][0], y - spots[i][1]]))}${closed ? "z" : ""}`;
  }
  return path;
};
const land = draw(merge(coast, shapes(coast)), true);
const borders = draw(mesh(inland, { type: "GeometryCollection", geometries: shapes(inland) }, (a, b) => a !== b), false);

// Where a lamp stands: the middle of a country's largest land; a chosen point where few would look for it there.
const CHOSEN = {
  RU: [37.6, 55.8], CA: [-101, 53.5], US: [-98.5, 39], AU: [147, -34], CN: [104, 35], ID: [107.2, -6.8], MY: [102, 4], NO: [9, 61],
  SE: [15.5, 60.5], FI: [26, 62.5], HR: [16.2, 45.6], CL: [-70.9, -33.6], AR: [-64.5, -34.5], VN: [106, 19.5], JP: [138.5, 36.3], NZ: [175.5, -39.2],
  GB: [-1.6, 52.8], GR: [22.2, 39.4], IT: [12.4, 43], PS: [35.1, 32], IL: [34.9, 31], FR: [2.4, 46.8], FJ: [178, -17.8], KI: [173, 1.4],
  GF: [-53, 4], TV: [179.2, -8.5], BQ: [-68.3, 12.2], GI: [-5.4, 36.1], GP: [-61.5, 16.2], MQ: [-61, 14.6], RE: [55.5, -21.1], YT: [45.2, -12.8],
  SJ: [16, 73], TK: [-171.8, -9.2], BV: [3.4, -54.4], CC: [96.8, -12.2], CX: [105.7, -10.5], UM: [166.6, 19.3], TF: [69.5, -49.3], AQ: [0, -56],
};
const NUMERIC = require("i18n-iso-countries").getNumericCodes();
const places = { ...CHOSEN };
for (const shape of world50.objects.countries.geometries) {
  const code = shape.id ? NUMERIC[shape.id] : { Kosovo: "XK" }[shape.properties.name];
  if (!code || places[code]) continue;
  const whole = feature(world50, world50.objects.countries.geometries.find((g) => g.id === shape.id && g.properties.name === shape.properties.name)).geometry;
  const parts = whole.type === "Polygon" ? [whole.coordinates] : whole.coordinates;
  const sized = parts.map((coordinates) => ({ type: "Polygon", coordinates })).sort((a, b) => geoArea(b) - geoArea(a));
  places[code] = geoCentroid(sized[0]).map((n) => Math.round(n * 10) / 10);
}
const missing = Object.values(NUMERIC).filter((code) => !places[code]);
if (missing.length) throw new Error(`no place for ${missing}`);

const height = Math.round((top - bottom) * scale * 10) / 10;
const rows = Object.keys(places).sort().map((code) => `    "${code}": (${places[code].join(", ")}),`).join("\n");
const file = (name) => fileURLToPath(new URL(name, import.meta.url));
writeFileSync(file("world.py"), `"""Where the world lies on the chart. Made by world.mjs from Natural Earth; change it there.

\`PLACES\` is the longitude and latitude at which the lamp of a country or territory stands.
"""

from math import radians

UNIT = ${UNIT}  # of one degree of longitude
SEAM = ${SEAM}  # the western edge; it cuts no land
NORTH, SOUTH = ${NORTH}, ${SOUTH}
WIDTH, HEIGHT = ${360 * UNIT}.0, ${height}

PLACES: dict[str, tuple[float, float]] = {
${rows}
}


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Patterson's cylindrical projection."""
    return ((longitude - SEAM) % 360) * UNIT, _north(NORTH) - _north(latitude)


def _north(latitude: float) -> float:
    y = radians(latitude)
    return UNIT * 180 / ${Math.PI} * y * (1.0148 + y**4 * (0.23185 + y**2 * (-0.14499 + y**2 * 0.02406)))
`);
writeFileSync(file("../../templates/charts/world.svg"), `{% load charts %}<g id="world"><path {% paint "land" %} d="${land}"/><path {% paint "border" %} d="${borders}"/></g>\n`);
const rough = simplify(weighed, 40);
const small = draw(merge(rough, shapes(rough)), true, 60);
const dots = ["US", "GB", "CN", "KR", "NG", "AR", "IN", "CA", "ES", "PL", "ID", "KZ", "TR"].map((code) => project(places[code]).map(Math.round));
const dot = ([x, y], r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`;
writeFileSync(file("../../templates/charts/sea.small.svg"), `<svg class="c-svg chart-small" viewBox="0 0 192 108" aria-hidden="true"><path class="c-sea" d="M0 0H192V108H0z"/><g transform="translate(-14 4) scale(.152)"><path class="c-land" d="${small}"/><path class="c-lamp-fill" d="${dots.map((d, i) => dot(d, i < 4 ? 24 : 16)).join("")}"/></g></svg>\n`);
console.log({ land: land.length, borders: borders.length, height, places: Object.keys(places).length });
