import { defineConfig } from "vitest/config";

/** Browsers in the network lab. `scripts/netlab` runs the short form, `scripts/netlab soak` everything. */
const isShort = process.env["NETLAB"] !== "soak";

export default defineConfig({
  test: {
    include: [isShort ? "e2e/netlab/short*.e2e.ts" : "e2e/netlab/**/*.e2e.ts"],
    globalSetup: ["e2e/netlab/build.ts"],
    environment: "node",
    pool: "forks",
    // Each file has a lab of its own. The short ones mostly wait, and do so side by side.
    fileParallelism: isShort,
    maxWorkers: isShort ? 2 : 1,
    maxConcurrency: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ["verbose"],
  },
});
