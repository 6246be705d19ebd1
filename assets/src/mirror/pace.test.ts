import { expect, it } from "vitest";
import { Pace } from "./pace";

/** Who hands over frames, and the acknowledgements that are on their way back. */
interface Sender {
  readonly pace: Pace;
  readonly clock: { at: number };
  readonly acks: { at: number; number: number }[];
}

/**
 * A line of so many bytes a millisecond, with a delay each way, and somebody who hands over all that the pace allows, every 16 ms. Returns for each moment how long a byte
 * that is handed over then stands behind others.
 */
function run({ pace, clock, acks }: Sender, bytesPerMs: number, delayMs: number, forMs: number): { standing: number[]; sent: number } {
  const standing: number[] = [];
  let [free, sent, number] = [clock.at, 0, clock.at * 100];
  for (const end = clock.at + forMs; clock.at < end; clock.at += 16) {
    for (let ack = acks[0]; ack !== undefined && ack.at <= clock.at; ack = acks[0]) {
      pace.seen(ack.number);
      acks.shift();
    }
    while (pace.allows(0, true)) {
      const bytes = pace.body / 2;
      free = Math.max(free, clock.at) + bytes / bytesPerMs;
      sent += bytes;
      pace.sent(number, bytes);
      acks.push({ at: free + 2 * delayMs, number: number++ });
    }
    standing.push(Math.max(0, free - clock.at));
  }
  return { standing, sent };
}

function afterFirstPage(): Sender {
  const clock = { at: 0 };
  const pace = new Pace(() => clock.at);
  pace.restart();
  pace.sent(0, 40_000);
  clock.at = 300;
  pace.seen(0);
  clock.at = 10_000;
  return { pace, clock, acks: [] };
}

it("hands over the first page as fast as it can be written", () => {
  const pace = new Pace(() => 0);
  pace.restart();
  let sent = 0;
  for (let number = 0; pace.allows(0, false); number++) {
    pace.sent(number, 40_000);
    sent += 40_000;
  }
  expect(sent).toBeGreaterThan(256 << 10);
});

it("begins small when the first page is written, and goes on when it has arrived", () => {
  const clock = { at: 0 };
  const pace = new Pace(() => clock.at);
  pace.restart();
  for (let number = 0; number < 4; number++) {
    expect(pace.allows(0, false)).toBe(true);
    pace.sent(number, 40_000);
  }
  clock.at = 20;
  expect(pace.allows(0, true)).toBe(false);
  clock.at = 1300;
  pace.seen(3);
  expect(pace.allows(0, true)).toBe(true);
  expect(pace.body).toBeLessThanOrEqual(32 << 10);
});

it("begins small after a pause, with the very first frame", () => {
  const { pace } = afterFirstPage();
  expect(pace.allows(0, true)).toBe(true);
  expect(pace.body).toBeLessThanOrEqual(8 << 10);
});

it.each([[125, 100, "1 Mbit/s, 200 ms there and back"], [125, 5, "1 Mbit/s"], [1250, 20, "10 Mbit/s"]])("lets a small change stand behind others for less than a second: %i bytes/ms, %i ms", (rate, delay) => {
  const { standing } = run(afterFirstPage(), rate, delay, 8000);
  expect(Math.max(...standing)).toBeLessThan(900);
});

it.each([[125, 100], [1250, 20], [12_500, 2]])("uses what the line has: %i bytes/ms, %i ms", (rate, delay) => {
  expect(run(afterFirstPage(), rate, delay, 10_000).sent).toBeGreaterThan(0.7 * rate * 10_000);
});

it("gets used to a longer way", () => {
  const sender = afterFirstPage();
  run(sender, 12_500, 2, 3000);
  run(sender, 1250, 150, 5000);
  expect(run(sender, 1250, 150, 10_000).sent).toBeGreaterThan(0.15 * 1250 * 10_000); // a burst in each round trip: what it lacks is for others
});

it("goes on with a replica that acknowledges nothing", () => {
  const { pace, clock } = afterFirstPage();
  while (pace.allows(0, true)) pace.sent(1, 10_000);
  expect(pace.allows(0, true)).toBe(false);
  clock.at += 6000;
  expect(pace.allows(0, true)).toBe(true);
});
