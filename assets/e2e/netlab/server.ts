import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tandem } from "./build";
import type { Lab } from "./lab";

/**
 * The real server in the lab's server namespace: HTTP behind the lab's TLS front on 198.51.100.10:443, STUN and TURN over UDP and TCP on port
 * 443 of an address of their own, so that they are reached where nothing but that port is open.
 */
export class LabServer {
  readonly log: string[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "netlab-server-"));
  readonly console: string;
  readonly shop: string;
  private readonly origin: string;
  private readonly turn: string;
  private process: ChildProcess | undefined;

  private constructor(private readonly lab: Lab) {
    const [web, turn] = lab.family === 6 ? ["[2001:db8:ffff::10]", "[2001:db8:ffff::11]"] : ["198.51.100.10", "198.51.100.11"];
    this.origin = `https://${web}`;
    this.turn = `${turn}:443`;
    this.console = `${this.origin}/console/`;
    this.shop = `${this.origin}/demo/`;
  }

  static async start(lab: Lab): Promise<LabServer> {
    const server = new LabServer(lab);
    await server.run();
    return server;
  }

  /** Starts the process and waits until it says that it has started. */
  async run(): Promise<void> {
    const [enter, ...words] = this.lab.entering("server");
    const child = spawn(
      enter,
      [
        ...words, tandem, "serve", "--listen", "127.0.0.1:8080", "--public-url", this.origin, "--trusted-proxies", "127.0.0.1",
        "--turn-listen", this.turn, "--demo", "on", "--data", join(this.folder, "tandem.db"), "--log-format", "json", "--log-level", "debug",
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.process = child;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          this.log.push(chunk.toString());
          said += chunk.toString();
          if (said.includes('"message":"started"')) resolve();
        });
      }
      child.once("exit", (code) => { reject(new Error(`server exited ${code}:\n${this.log.join("")}`)); });
    });
  }

  /** The one-time set-up link that a first start prints. */
  setupLink(): string {
    const found = /https:\/\/\S+#\/setup\/\S+/.exec(this.log.join(""));
    if (!found) throw new Error(`no set-up link in:\n${this.log.join("")}`);
    return found[0];
  }

  /** The running process, for its memory. */
  get pid(): number {
    if (this.process?.pid === undefined) throw new Error("the server does not run");
    return this.process.pid;
  }

  /** Ends the process with the signal and waits for it. */
  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
