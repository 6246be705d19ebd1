import { defineConfig } from "vitest/config";

/** What runs in a page from its first line and to its end: each test of it needs a world of its own. */
const alone = ["src/sdk/loader.test.ts"];

/**
 * Unit tests, beside the files they test; those that need a document say so in their first line, since making one takes longer than most tests.
 * Files share one world, which each leaves as it found it: a world for each took four times as long. Browser tests have a configuration of their own:
 * e2e/vitest.config.ts.
 */
export default defineConfig({
  test: {
    // Nothing fails because the machine is busy.
    testTimeout: 30_000,
    environment: "node",
    // By itself it leaves a core to others, and of two that is half.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "shared", include: ["src/**/*.test.{ts,tsx}"], exclude: alone, isolate: false, setupFiles: ["vitest.setup.ts"] } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
