import { createServer, type Server as NetServer, type Socket } from "node:net";
import { until } from "./until";

/** A mail server of this machine (RFC 5321, the least of it), which keeps the letters that it is given. */
export class Mailbox {
  readonly letters: string[] = [];
  readonly #server: NetServer;
  readonly #open = new Set<Socket>();
  #read = 0;

  private constructor() {
    this.#server = createServer((socket) => { this.#serve(socket); });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((done) => { mailbox.#server.listen(0, "127.0.0.1", done); });
    return mailbox;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the mailbox is closed");
    return address.port;
  }

  /** The next letter, as people read it. */
  async next(): Promise<string> {
    const letter = await until("a letter", () => Promise.resolve(this.letters[this.#read]));
    this.#read++;
    return letter;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((done) => { this.#server.close(done); });
  }

  #serve(socket: Socket): void {
    this.#open.add(socket);
    socket.setEncoding("utf8");
    socket.on("close", () => { this.#open.delete(socket); });
    socket.on("error", () => undefined); // whoever sends may go at any time
    let unread = "";
    let isLetter = false;
    socket.write("220 mailbox\r\n");
    socket.on("data", (chunk: string) => {
      unread += chunk;
      for (;;) {
        const end = unread.indexOf(isLetter ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const said = unread.slice(0, end);
        unread = unread.slice(end + (isLetter ? 5 : 2));
        if (isLetter) this.letters.push(readable(said));
        isLetter = !isLetter && /^DATA$/i.test(said);
        socket.write(isLetter ? "354 go on\r\n" : /^QUIT$/i.test(said) ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
  }
}

/** Quoted-printable undone (RFC 2045 §6.7); the heads stay. */
function readable(letter: string): string {
  const bytes = letter.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
