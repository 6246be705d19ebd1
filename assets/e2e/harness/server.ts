import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./build";

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}

/** The flags for a certificate of this machine, signed by itself, and for TURN on the HTTPS port alone. */
function certificate(folder: string): string[] {
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", "/CN=localhost",
    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", cert], { stdio: "ignore" });
  return ["--tls-cert", cert, "--tls-key", key, "--turn-listen", "tls"];
}

export interface ServerOptions {
  readonly flags?: readonly string[];
  /** Serve HTTPS, and TURN over TLS on the same port and nowhere else. */
  readonly onePort?: boolean;
  /** Sites that are there from the start, added by the command line as an administrator would. */
  readonly sites?: readonly { name: string; origin: string | readonly string[]; relayOnly?: boolean }[];
}

/** One real server process with a data file of its own. */
export class Server {
  readonly log: string[] = [];
  readonly #keys = new Map<string, string>();
  private process: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly turnPort: number,
    private readonly flags: readonly string[],
    private readonly scheme: "http" | "https",
  ) {}

  static async start({ flags = [], onePort = false, sites = [] }: ServerOptions = {}): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), "tandem-e2e-"));
    const server = new Server(folder, await freePort(), await freePort(), onePort ? [...flags, ...certificate(folder)] : flags, onePort ? "https" : "http");
    for (const { name, origin, relayOnly } of sites) {
      const said = server.command("", "site", "add", name, ...[origin].flat(), ...(relayOnly ? ["--relay-only"] : []));
      server.#keys.set(name, /data-site="([^"]+)"/.exec(said)?.[1] ?? "");
    }
    await server.run();
    return server;
  }

  /** Where agents work. Another host name than the shop's, so that the two are of different origins. */
  get console(): string {
    return `${this.scheme}://127.0.0.1:${this.port}/console/`;
  }

  get shop(): string {
    return `${this.scheme}://localhost:${this.port}/demo/`;
  }

  /** Runs a command of the binary on this server's data file, while the server is down. */
  command(input: string, ...args: string[]): string {
    return execFileSync(binary, [...args, "--data", join(this.folder, "tandem.db")], { input, encoding: "utf8" });
  }

  /** The key of a site that was there from the start. */
  siteKey(name: string): string {
    const key = this.#keys.get(name);
    if (key === undefined) throw new Error(`no site ${name}`);
    return key;
  }

  /** Starts the process and waits until it answers. */
  async run(): Promise<void> {
    const child = spawn(
      binary,
      ["serve", "--listen", `127.0.0.1:${this.port}`, "--turn-listen", `127.0.0.1:${this.turnPort}`, "--data", join(this.folder, "tandem.db"), ...this.flags],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.process = child;
    const keep = (chunk: Buffer): void => {
      this.log.push(chunk.toString());
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const gone = new Promise<never>((_, reject) => child.once("exit", (code) => { reject(new Error(`server exited ${code}:\n${this.log.join("")}`)); }));
    gone.catch(() => undefined);
    await Promise.race([gone, this.answers()]);
  }

  private async answers(): Promise<void> {
    for (;;) {
      if (this.scheme === "https" && this.log.join("").includes("Console ")) return; // Node does not trust the certificate
      const reply = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined);
      if (this.scheme === "http" && reply?.ok) return;
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  /** The one-time set-up link that a first start prints. */
  setupLink(): string {
    const found = /https?:\/\/\S+#\/setup\/\S+/.exec(this.log.join(""));
    if (!found) throw new Error(`no set-up link in:\n${this.log.join("")}`);
    return found[0];
  }

  /** Ends the process with the signal and waits for it. Returns its exit code. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
