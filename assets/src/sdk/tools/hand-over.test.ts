// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HandOver } from "./hand-over";
import { ToolRoom } from "./strip";
import { toolWordsFor } from "./words";

const test = { told: [] as string[], host: document.createElement("div"), over: undefined as HandOver | undefined };

function stage(): HandOver {
  const over = new HandOver({ room: new ToolRoom(test.host, "en"), words: toolWordsFor("en").hold, agent: () => "Maria", tell: (by) => { test.told.push(by); } });
  test.over = over;
  return over;
}

/** A key of the person's own hand, in the page or elsewhere; whether the page was kept from it. */
function press(key: string, more: KeyboardEventInit & { readonly isTrusted?: boolean } = {}, at: Node = document.body): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more });
  Object.defineProperty(event, "isTrusted", { value: more.isTrusted ?? true });
  at.dispatchEvent(event);
  return event.defaultPrevented;
}

const strip = (): HTMLElement | null => test.host.shadowRoot?.querySelector<HTMLElement>(".strip") ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  const host = document.createElement("div");
  host.attachShadow({ mode: "open" });
  document.body.replaceChildren(host);
  Object.assign(test, { told: [], host });
});

afterEach(() => {
  test.over?.stop();
  vi.useRealTimers();
});

describe("I7: the agent has the page alone", () => {
  it("until Esc: a shield takes the pointer, keys go nowhere, and a strip says how to get it back", () => {
    stage().take("agent");
    expect(test.host.shadowRoot?.querySelector(".shield")).not.toBeNull();
    expect(strip()?.textContent).toBe("Maria is filling in for a moment. Your clicks and keys wait.Take back Esc");
    expect([press("a"), press("a", { isTrusted: false }), press("r", { ctrlKey: true }), press("Tab"), press("F5")]).toEqual([true, false, false, false, false]);
    expect(press("Enter", {}, strip() ?? document)).toBe(false);
    press("Escape");
    expect([test.told, strip(), test.host.shadowRoot?.querySelector(".shield"), press("a")]).toEqual([["agent", "both"], null, null, false]);
  });

  it("until the button, or until the agent does nothing for a minute", () => {
    const over = stage();
    over.take("agent");
    strip()?.querySelector("button")?.click();
    expect(over.holder).toBe("both");
    over.take("agent");
    vi.advanceTimersByTime(59_000);
    over.busy();
    vi.advanceTimersByTime(59_000);
    expect(over.holder).toBe("agent");
    vi.advanceTimersByTime(1_000);
    expect(test.told).toEqual(["agent", "both", "agent", "both"]);
  });
});

describe("I7: the customer has the page alone", () => {
  it("for as long as they like, with their own keys, until they let the agent go on", () => {
    const over = stage();
    over.take("customer");
    expect([press("a"), test.host.shadowRoot?.querySelector(".shield") ?? null]).toEqual([false, null]);
    vi.advanceTimersByTime(600_000);
    press("Escape");
    expect(over.holder).toBe("customer");
    strip()?.querySelector("button")?.click();
    expect(test.told).toEqual(["customer", "both"]);
  });

  it("and takes it from the agent at once", () => {
    const over = stage();
    over.take("agent");
    over.take("customer");
    expect([press("a"), strip()?.textContent]).toEqual([false, "The page is yours alone. Maria sees it and can do nothing.Let Maria go on"]);
    over.stop();
    expect([over.holder, strip()]).toEqual(["both", null]);
  });
});
