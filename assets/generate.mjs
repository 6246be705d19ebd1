// Writes the TypeScript that is made from the server's own descriptions:
//
//   signaling/wire/wire.schema.json ──► src/shared/wire.gen.ts   (WebSocket messages; the schema comes from `go generate ./signaling/wire`)
//   web/openapi.yaml                ──► src/shared/api.gen.ts    (HTTP interface)
//
// `node generate.mjs --check` writes nothing and fails when a committed file is out of date.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";
import openapi, { astToString } from "openapi-typescript";

const here = (path) => new URL(path, import.meta.url);
const onlyCheck = process.argv.includes("--check");

/** Comments that the library adds to name its own input; they say nothing to a reader. */
const referencedBy = /(?: \*\n)? \* This interface was referenced by `Wire`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g;
/** The empty interface for the schema as a whole. */
const rootInterface = /\/\*\*\n \* [^\n]*\n \*\/\nexport interface Wire \{\n[^}]*\}\n/;

const screaming = (name) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
const plural = (name) => name.replace(/y$/, "ie") + "s";

/** @param {{name: string, value: number | string, doc?: string}[]} constants */
function constantsOf(constants) {
  return constants
    .map(({ name, value, doc }) => {
      const comment = doc ? `/** ${doc.replaceAll(name, screaming(name))} */\n` : "";
      return `${comment}export const ${screaming(name)} = ${JSON.stringify(value)};\n`;
    })
    .join("\n");
}

/** The values of every enumeration, for loops and look-ups at run time. */
function enumsOf(defs) {
  return Object.values(defs)
    .filter((d) => d.enum)
    .map((d) => {
      return `/** Every ${d.title}, in the order of the source. */\nexport const ${screaming(plural(d.title))} = ${JSON.stringify(d.enum)} as const satisfies readonly ${d.title}[];\n`;
    })
    .join("\n");
}

/**
 * What a field must be at run time: a name of a primitive, [element] for a list, or an object of fields. Names that end with "?" may
 * be absent.
 */
function shapeOf(schema, defs) {
  const s = schema.$ref ? defs[schema.$ref.split("/").at(-1)] : schema;
  if (s.type === "array") return [shapeOf(s.items, defs)];
  if (s.type === "integer") return "number";
  if (s.type !== "object") return s.type;
  const fields = Object.entries(s.properties ?? {}).filter(([name, field]) => name !== "type" || !field.const);
  return Object.fromEntries(
    fields.map(([name, field]) => [s.required?.includes(name) ? name : `${name}?`, shapeOf(field, defs)]),
  );
}

/** The shapes of everything that the server sends on one kind of socket, which src/shared/wire.ts decodes with. */
function shapesOf(defs, union, constant, doc) {
  const shapes = defs[union].oneOf.map(({ $ref }) => {
    const message = defs[$ref.split("/").at(-1)];
    return `  ${message.properties.type.const}: ${JSON.stringify(shapeOf(message, defs))},\n`;
  });
  return `/** ${doc} */
export const ${constant} = {
${shapes.join("")}} as const satisfies Record<${union}["type"], unknown>;
`;
}

function allShapesOf(defs) {
  return [
    shapesOf(defs, "ServerMessage", "SERVER_SHAPES", "What each message of the server is made of; see wire.ts for how to read it."),
    shapesOf(defs, "ToVisitorMessage", "TO_VISITOR_SHAPES", "The same for what a visitor's page gets."),
    shapesOf(defs, "ToDeskMessage", "TO_DESK_SHAPES", "The same for what a console gets on the desk's socket."),
  ].join("\n");
}

/** A description beside a reference would make the library invent a second type for it. */
function wrapDescribedReferences(defs) {
  for (const def of Object.values(defs)) {
    for (const field of Object.values(def.properties ?? {})) {
      if (field.$ref && field.description) {
        field.allOf = [{ $ref: field.$ref }];
        delete field.$ref;
      }
    }
  }
}

async function wire() {
  const schema = JSON.parse(await readFile(here("../signaling/wire/wire.schema.json"), "utf8"));
  const tables = `${enumsOf(schema.$defs)}\n${constantsOf(schema["x-constants"])}\n${allShapesOf(schema.$defs)}`;
  wrapDescribedReferences(schema.$defs);
  const types = await compile(schema, "Wire", {
    bannerComment: "// Generated from package signaling/wire by `npm run generate`: do not edit.\n",
    unreachableDefinitions: true,
    additionalProperties: false,
    style: { printWidth: 140 },
  });
  return `${types.replace(referencedBy, "").replace(rootInterface, "")}\n${tables}`;
}

async function api() {
  const source = here("../web/openapi.yaml");
  if (!existsSync(source)) return undefined;
  return `// Generated from web/openapi.yaml by \`npm run generate\`: do not edit.\n\n${astToString(await openapi(source, { alphabetize: false }))}`;
}

let stale = 0;
for (const [path, make] of [
  ["src/shared/wire.gen.ts", wire],
  ["src/shared/api.gen.ts", api],
]) {
  const fresh = await make();
  if (fresh === undefined) continue;
  const old = existsSync(here(path)) ? await readFile(here(path), "utf8") : "";
  if (old === fresh) continue;
  if (onlyCheck) {
    stale++;
    console.error(`${path} is out of date: run \`npm run generate\``);
  } else {
    await writeFile(here(path), fresh);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
