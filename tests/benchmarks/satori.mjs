// Display lists as satori and resvg-js draw them: `node satori.mjs MODULES DISPLAYS FONTS`.
// Prints CPU milliseconds a card, the first one left out: it warms up.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, displays, fonts] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const satori = load("satori").default;
const { Resvg } = load("@resvg/resvg-js");

const box = (x, y, w, h, style) => ({
  type: "div",
  props: { style: { position: "absolute", left: x, top: y, width: w, height: h, ...style } },
});
const drawn = {
  rect: (op) => box(...op.box, { backgroundColor: op.fill, borderRadius: op.radius }),
  photo: (op) => ({
    type: "img",
    props: {
      src: op.data,
      style: { position: "absolute", left: op.box[0], top: op.box[1], width: op.box[2], height: op.box[3], objectFit: "cover" },
    },
  }),
  text: (op) => {
    const at = box(op.x, op.y - op.size, undefined, undefined, {
      fontFamily: op.font, fontSize: op.size, color: op.fill, whiteSpace: "pre", lineHeight: 1.2,
    });
    at.props.children = op.text;
    return at;
  },
};
const faces = JSON.parse(readFileSync(fonts)).map(([name, path]) => ({ name, data: readFileSync(path), weight: 400, style: "normal" }));

async function card(display) {
  const [width, height] = display.size;
  const children = display.ops.filter((op) => drawn[op.op] && (!op.box || (op.box[2] > 0 && op.box[3] > 0))).map((op) => drawn[op.op](op));
  const root = { type: "div", props: { style: { display: "flex", width, height, backgroundColor: display.ground }, children } };
  return new Resvg(await satori(root, { width, height, fonts: faces })).render().asPng();
}

const all = JSON.parse(readFileSync(displays));
await card(all[0]);
const before = process.cpuUsage();
for (const display of all) await card(display);
const used = process.cpuUsage(before);
console.log((used.user + used.system) / 1000 / all.length);
