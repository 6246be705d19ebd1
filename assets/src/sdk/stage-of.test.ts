import { expect, test } from "vitest";
import type { StateChanged } from "../shared/wire.gen";
import { stageOf, type Standing } from "./stage-of";

const server = (state: StateChanged["state"]): StateChanged => ({
  type: "state", session: "s1", state, agent_name: "Maria", site_name: "Shop", ask: true, grants: [], agent_here: true, customer_here: true,
});
const at = (more: Partial<Standing>): string => stageOf({ ending: undefined, isElsewhere: false, server: undefined, decision: undefined, isUp: false, wasUp: false, ...more }).stage;

test("P9: every stage has a word, and what this side knows goes before what the server last said", () => {
  expect(at({})).toBe("waiting");
  expect(at({ server: server("issued") })).toBe("showing");
  expect(at({ server: server("asking") })).toBe("asking");
  expect(at({ server: server("asking"), decision: "yes" })).toBe("connecting");
  expect(at({ server: server("asking"), decision: "no" })).toBe("refused");
  expect(at({ server: server("live") })).toBe("connecting");
  expect(at({ server: server("connecting"), isUp: true, wasUp: true })).toBe("live");
  expect(at({ server: server("live"), wasUp: true })).toBe("interrupted");
  expect(at({ server: server("live"), isUp: true, isElsewhere: true })).toBe("elsewhere");
  expect(at({ server: server("live"), isUp: true, isElsewhere: true, ending: { reason: "agent_stopped" } })).toBe("ended");
});
