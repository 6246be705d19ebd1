import { defineConfig } from "vitest/config";

/** Browser tests: one file at a time, one test at a time, since they share two cores with two browsers and a server. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    exclude: ["e2e/bench/**", "e2e/netlab/**"],
    globalSetup: ["e2e/harness/build.ts"],
    environment: "node",
    pool: "forks",
    fileParallelism: false,
    maxConcurrency: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["verbose"],
  },
});
