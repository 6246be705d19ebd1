import { defineConfig } from "vitest/config";

/** Unit tests, beside the files they test; those that need a document say so in their first line, since making one takes longer than most tests. Browser tests have a configuration of their own: e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
  },
});
