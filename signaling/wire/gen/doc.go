// Command gen writes signaling/wire/wire.schema.json: the JSON Schema of every message of package wire, with its enumerations,
// constants and comments.
//
//	signaling/wire/*.go ──go generate──► wire.schema.json ──npm run generate──► assets/src/shared/wire.gen.ts
//
// Both generated files are committed; a Go test and `npm run generate -- --check` prove them current. The schema is a plain
// draft 2020-12 one, so that a client in any other language can be generated from it too. It has one addition: "x-constants" lists
// the close codes and limits, which JSON Schema has no word for.
//
// A message that both sides may send, but with a session from agents only (they follow several), becomes two definitions, such as
// AgentSay with a required session and CustomerSay without: what the server would refuse does not compile.
package main
