import { defineConfig } from "vitest/config";

/** Measurements in the network lab, where lines have a length: scripts/bench acting. As root, like the lab. */
export default defineConfig({
  test: {
    include: ["e2e/bench/acting.bench.e2e.ts"],
    globalSetup: ["e2e/netlab/build.ts"],
    environment: "node",
    pool: "forks",
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 60_000,
  },
});
