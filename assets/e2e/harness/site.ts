import { createServer, type Server as HttpServer } from "node:http";

/** One page of a company's own website. */
export interface SitePage {
  readonly html: string | Uint8Array;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A cookie without which there is no answer: what is behind a sign-in. */
  readonly cookie?: string;
}

/** A company's website on an origin of its own, with the pages that a test gives it. */
export class Site {
  private constructor(
    private readonly http: HttpServer,
    readonly origin: string,
    /** What was asked for so far: the path, and the cookies that came along. */
    readonly asked: readonly { readonly path: string; readonly cookie: string }[],
  ) {}

  static async open(pages: Readonly<Record<string, SitePage>>): Promise<Site> {
    const asked: { path: string; cookie: string }[] = [];
    const http = createServer((request, response) => {
      asked.push({ path: request.url ?? "", cookie: request.headers.cookie ?? "" });
      const page = pages[new URL(request.url ?? "/", "http://site").pathname];
      if (page?.cookie !== undefined && request.headers.cookie?.includes(page.cookie) !== true) {
        response.writeHead(401).end("not signed in");
        return;
      }
      response.writeHead(page ? (page.status ?? 200) : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
      response.end(page?.html ?? "not here");
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    if (!address || typeof address === "string") throw new Error("no port");
    return new Site(http, `http://localhost:${address.port}`, asked);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
