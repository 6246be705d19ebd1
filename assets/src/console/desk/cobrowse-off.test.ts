import { describe, expect, it } from "vitest";
import type { Right } from "../../shared/wire.gen";
import { cobrowseOff, ownOff } from "./cobrowse-off";

class Peer {
  createDataChannel(): undefined {
    return undefined;
  }
}

const able = { RTCPeerConnection: Peer };
const rights: readonly Right[] = ["serve", "cobrowse"];

describe("P10: why co-browsing cannot be started", () => {
  it("is nothing where it can be", () => {
    expect(cobrowseOff({ here: true, cobrowse: "ready" }, rights, able)).toBeNull();
    expect(cobrowseOff({ here: true }, rights, able)).toBeNull();
  });

  it("is that it runs already, that nobody is there, that their browser is too old, their line too slow, or the site does not want it", () => {
    expect(cobrowseOff({ here: true, cobrowse: "ready", session: "s1" }, rights, able)).toBe("shared");
    expect(cobrowseOff({ here: false, cobrowse: "ready" }, rights, able)).toBe("gone");
    for (const cobrowse of ["too_old", "slow", "off"] as const) expect(cobrowseOff({ here: true, cobrowse }, rights, able)).toBe(cobrowse);
  });

  it("is the agent's own right or browser before all else", () => {
    expect(cobrowseOff({ here: false, session: "s1" }, ["serve"], {})).toBe("right");
    expect(cobrowseOff({ here: false, session: "s1" }, rights, {})).toBe("own_browser");
    expect(ownOff(rights, { RTCPeerConnection: { prototype: {} } })).toBe("own_browser");
    expect([ownOff([], able), ownOff(rights, able)]).toEqual(["right", null]);
  });
});
