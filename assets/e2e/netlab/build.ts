import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { root } from "../harness/build";

/** What this run makes: programs, logs, pictures of what failed. */
export const out = `${root}assets/out/netlab/`;
/** The program that carries the packets: scripts/netlab.d. */
export const netlab = `${out}netlab`;
/** The server under test: built here, unless the environment names one. */
export const tandem = process.env["TANDEM_BINARY"] ?? `${out}tandem`;

export default function setup(): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  execFileSync("go", ["build", "-o", netlab, "./scripts/netlab.d"], { cwd: root, stdio: "inherit" });
  if (tandem.startsWith(out)) execFileSync("go", ["build", "-o", tandem, "./cmd/tandem"], { cwd: root, stdio: "inherit" });
}
