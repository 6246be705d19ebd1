import { defineConfig } from "vitest/config";

/** Browsers in the network lab. `scripts/netlab` runs the short form, `scripts/netlab soak` everything. */
export default defineConfig({
  test: {
    include: [process.env["NETLAB"] === "soak" ? "e2e/netlab/**/*.e2e.ts" : "e2e/netlab/short.e2e.ts"],
    globalSetup: ["e2e/netlab/build.ts"],
    environment: "node",
    pool: "forks",
    fileParallelism: false,
    maxConcurrency: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ["verbose"],
  },
});
