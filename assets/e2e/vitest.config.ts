import { defineConfig } from "vitest/config";

/** Browser tests: two files at a time, one test of each at a time. They wait more than they work: on two cores that takes little more than half the time. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    exclude: ["e2e/bench/**", "e2e/netlab/**"],
    globalSetup: ["e2e/harness/build.ts", "e2e/harness/pairs.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    maxConcurrency: 1,
    // Long enough for a machine that has other things to do: each wait has a minute (harness/until.ts).
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ["verbose"],
  },
});
