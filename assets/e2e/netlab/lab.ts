import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { type Kind, type Launched, launch } from "../harness/browsers";
import { netlab } from "./build";

export type Side = "customer" | "agent";
export type Place = Side | "server";

export type Family = 4 | 6;

/** What can stand between a person and the internet; the words of scripts/netlab.d/nat.go. */
export const nats = ["full-cone", "restricted", "port-restricted", "symmetric", "udp-blocked", "only-443"] as const;
export type Nat = (typeof nats)[number];

/** How a wire treats packets; what is left out is perfect. */
export interface Shape {
  /** Bits a second. */
  readonly rate?: number;
  /** Bytes. */
  readonly queue?: number;
  /** One way. */
  readonly delay_ms?: number;
  /** More or less than the delay by at most this. */
  readonly jitter_ms?: number;
  /** 0 … 1. */
  readonly loss?: number;
  readonly reorder?: number;
  readonly duplicate?: number;
  readonly dark?: boolean;
}

export interface Tally {
  readonly packets: number;
  readonly bytes: number;
}

/** Packets so far by the way they took. */
export interface Counts {
  readonly to_server: Tally;
  readonly from_server: Tally;
  readonly between: Tally;
  readonly refused: Tally;
}

/** A packet at a person's own device; scripts/netlab.d/passages.go says what it may carry. */
export interface Passage {
  /** Unix time. */
  readonly at_us: number;
  readonly out: boolean;
  readonly far: string;
  readonly what: string;
  readonly bytes: number;
}

const programs: Record<Kind, string> = { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" };

/** The running lab: three namespaces and what is between them. It ends with this process at the latest. */
export class Lab {
  readonly #browsers: Launched[] = [];
  /** Of Firefoxes: each worker's are its own. */
  #port = 9300 + 100 * Number(process.env["VITEST_POOL_ID"] ?? 0);

  private constructor(
    private readonly folder: string,
    private readonly program: ChildProcess,
    private readonly socket: Socket,
    private readonly answers: AsyncIterator<string>,
    private readonly lines: Interface,
    private readonly namespaces: Record<Place, string>,
    readonly family: Family,
  ) {}

  /** With IPv4 alone, or with IPv6 alone. */
  static async start(family: Family = 4): Promise<Lab> {
    const folder = mkdtempSync(join(tmpdir(), "netlab-"));
    const path = join(folder, "socket");
    const program = spawn(netlab, ["run", "-socket", path, ...(family === 6 ? ["-six"] : [])], { stdio: ["pipe", "pipe", "inherit"] });
    const { stdout } = program;
    await Promise.race([once(stdout, "data"), once(program, "exit").then(() => { throw new Error("the network lab did not start"); })]);
    const socket = connect(path);
    await once(socket, "connect");
    const lines = createInterface({ input: socket });
    const answers = lines[Symbol.asyncIterator]();
    const namespaces = (await ask(socket, answers, { do: "where" })) as Record<Place, string>;
    return new Lab(folder, program, socket, answers, lines, namespaces, family);
  }

  async nat(side: Side, kind: Nat): Promise<void> {
    await this.#ask({ do: "nat", side, kind });
  }

  /** Both directions of a side's wire. */
  async wire(side: Side, shape: Shape): Promise<void> {
    await this.#ask({ do: "wire", side, up: shape, down: shape });
  }

  /** Perfect wires and full cones again. */
  async calm(): Promise<void> {
    for (const side of ["customer", "agent"] as const) {
      await this.wire(side, {});
      await this.nat(side, "full-cone");
    }
  }

  /** Other addresses, inside and outside; the old ones are gone. */
  async move(side: Side): Promise<void> {
    await this.#ask({ do: "move", side });
  }

  async counts(): Promise<Counts> {
    return (await this.#ask({ do: "counts" })) as Counts;
  }

  /** Begins a log of what passes a side's device. */
  async record(side: Side): Promise<void> {
    await this.#ask({ do: "record", side });
  }

  /** Ends the log. */
  async recorded(side: Side): Promise<readonly Passage[]> {
    return ((await this.#ask({ do: "recorded", side })) as { packets: Passage[] }).packets;
  }

  /** The words before a command that make it run in the place. */
  entering(place: Place): [string, ...string[]] {
    return ["nsenter", `--net=${this.namespaces[place]}`];
  }

  /** A browser at the place, driven from here: Chromium by a pipe, Firefox over a forwarded port of its loopback. */
  async browser(place: Place, kind: Kind): Promise<Launched> {
    const port = this.#port++;
    if (kind === "firefox") await this.#ask({ do: "forward", side: place, port });
    const program = join(this.folder, `${kind}-${port}`);
    writeFileSync(program, `#!/bin/sh\nexec ${this.entering(place).join(" ")} ${programs[kind]} "$@"\n`);
    chmodSync(program, 0o755);
    const launched = await launch(kind, { program, port });
    this.#browsers.push(launched);
    return launched;
  }

  /** Closes the browsers that are still open, and ends. */
  async stop(): Promise<void> {
    await Promise.all(this.#browsers.map(async (each) => each.close().catch(() => undefined)));
    this.lines.close();
    this.socket.destroy();
    const ended = once(this.program, "exit");
    this.program.stdin?.end();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #ask(request: object): Promise<object> {
    return ask(this.socket, this.answers, request);
  }
}

/** One line there, one line back. Tests ask one thing at a time. */
async function ask(socket: Socket, answers: AsyncIterator<string>, request: object): Promise<object> {
  socket.write(`${JSON.stringify(request)}\n`);
  const next = await answers.next();
  if (next.done) throw new Error("the network lab is gone");
  const answer = JSON.parse(next.value) as { error?: string };
  if (answer.error !== undefined) throw new Error(`the network lab: ${answer.error}`);
  return answer;
}
