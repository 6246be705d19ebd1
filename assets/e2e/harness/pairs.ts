import type { TestProject } from "vitest/node";
import { startPairs } from "./browsers";

/** Browsers for the whole run, one of each kind for every worker. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { addresses, end } = await startPairs(project.config.maxWorkers);
  project.provide("browsers", addresses);
  return end;
}
