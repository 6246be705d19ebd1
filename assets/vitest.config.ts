import { defineConfig } from "vitest/config";

/** Unit tests, beside the files they test. Browser tests have a configuration of their own: e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
  },
});
