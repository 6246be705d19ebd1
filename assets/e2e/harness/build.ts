import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Screenshots, logs and the server's binary of this run. */
export const out = fileURLToPath(new URL("../out/", import.meta.url));
/** The binary under test, built once a run. */
export const binary = `${out}tandem`;

export default function setup(): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  execFileSync("go", ["build", "-o", binary, "./cmd/tandem"], { cwd: root, stdio: "inherit" });
}
