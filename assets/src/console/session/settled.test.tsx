// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nextPageMs, useSettled } from "./settled";
import type { Stage } from "./stage";

function Probe({ stage }: { stage: Stage }) {
  return <>{useSettled(stage).kind}</>;
}

function screen() {
  const room = document.createElement("div");
  return {
    show: (stage: Stage): Promise<void> => act(() => { render(<Probe stage={stage} />, room); }),
    pass: (ms: number): Promise<void> => act(() => { vi.advanceTimersByTime(ms); }),
    says: (kind: Stage["kind"]): void => { expect(room.textContent).toBe(kind); },
  };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test("P9: a next page that does not come is a customer who has left, until it comes after all", async () => {
  const { show, pass, says } = screen();
  await show({ kind: "navigating" });
  await pass(nextPageMs - 1);
  says("navigating");
  await pass(1);
  says("left");
  await show({ kind: "live" });
  says("live");
  await show({ kind: "navigating" });
  says("navigating");
});

test("nothing else turns into anything", async () => {
  const { show, pass, says } = screen();
  await show({ kind: "outside" });
  await pass(nextPageMs * 10);
  says("outside");
});
