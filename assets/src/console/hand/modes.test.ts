import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Grant } from "../session/edges";
import { Modes } from "./modes";

const none = { altKey: false, ctrlKey: false, metaKey: false };

function modes(grants: readonly Grant[] = ["view", "point", "click"]): Modes {
  return new Modes(signal(grants));
}

describe("I2, I3: the agent's modes", () => {
  it("begin plain; Ctrl or Cmd points, Alt acts, for as long as it is held", () => {
    const hand = modes();
    expect(hand.mode.value).toBe("plain");
    hand.hold({ ...none, ctrlKey: true });
    expect(hand.mode.value).toBe("point");
    hand.hold({ ...none, metaKey: true });
    expect(hand.mode.value).toBe("point");
    hand.hold({ ...none, altKey: true, ctrlKey: true });
    expect(hand.mode.value).toBe("act");
    hand.hold(none);
    expect(hand.mode.value).toBe("plain");
  });

  it("lock by a button until it is pressed again, or Esc", () => {
    const hand = modes();
    hand.toggle("act");
    hand.hold({ ...none, ctrlKey: true });
    expect(hand.mode.value).toBe("point");
    hand.hold(none);
    expect(hand.mode.value).toBe("act");
    hand.toggle("act");
    expect(hand.mode.value).toBe("plain");
    hand.toggle("point");
    hand.reset();
    expect(hand.mode.value).toBe("plain");
  });

  it("stay at act while a field is filled in", () => {
    const hand = modes();
    hand.hold({ ...none, altKey: true });
    hand.typing(true);
    hand.hold(none);
    expect(hand.mode.value).toBe("act");
    hand.typing(false);
    expect(hand.mode.value).toBe("plain");
  });

  it("are plain where the customer allows nothing of it, from the moment they take it back", () => {
    const grants = signal<readonly Grant[]>(["view", "point", "fill"]);
    const hand = new Modes(grants);
    hand.toggle("act");
    expect(hand.mode.value).toBe("act");
    grants.value = ["view"];
    expect(hand.mode.value).toBe("plain");
    expect(hand.mayBe("point")).toBe(false);
  });
});
