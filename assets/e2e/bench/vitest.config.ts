import { defineConfig } from "vitest/config";

/** Measurements of the whole: they take minutes and judge nothing, so they are not part of the tests. Run by scripts/bench. */
export default defineConfig({
  test: {
    include: ["e2e/bench/**/*.bench.e2e.ts"],
    globalSetup: ["e2e/harness/build.ts"],
    environment: "node",
    pool: "forks",
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
