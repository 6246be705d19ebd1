import { describe, expect, it } from "vitest";
import { REASONS, STATES } from "../../../shared/wire.gen";
import { emptySnapshot } from "../../session/snapshot";
import { stageOf } from "../../session/stage";
import { en } from "../../words/en";
import { es } from "../../words/es";
import { stageWords } from "./stage-words";

describe("P9: nothing ever hangs without a word", () => {
  for (const [name, words] of Object.entries({ en, es })) {
    it.each(STATES)(`${name}: %s, for whatever reason, has a title and a sentence`, (state) => {
      for (const reason of [null, ...REASONS]) {
        const stage = stageOf({ ...emptySnapshot("s"), state, reason });
        const { title, text } = stageWords(stage, words);
        expect(title).not.toBe("");
        expect(words.stage.short[stage.kind]).not.toBe("");
        if (stage.kind !== "waiting") expect(text).not.toBe("");
      }
    });

    it(`${name}: every end says who ended it`, () => {
      const ends = (["agent_stopped", "customer_stopped", "timed_out", "admin", null] as const).map((reason) => stageWords({ kind: "ended", reason }, words).text);
      expect(new Set(ends).size).toBe(ends.length);
    });
  }

  it("a code that was guessed at is not said to have expired", () => {
    expect(stageWords({ kind: "expired", reason: "guessed" }, en).title).toBe("The code was blocked");
  });
});
