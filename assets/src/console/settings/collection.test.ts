import { describe, expect, it } from "vitest";
import { Collection, fresh } from "./collection";

interface Thing { readonly id: string; readonly name: string }
interface Draft { readonly name: string }

/** A server in the test's hands: each write waits to be answered. */
class Server {
  readonly waiting: { readonly draft: Draft; readonly answer: (kept: Thing | Error) => void }[] = [];
  things: readonly Thing[] = [{ id: "a", name: "Ada" }, { id: "b", name: "Ben" }];
  readonly collection = new Collection<Thing, Draft>({
    list: () => Promise.resolve(this.things),
    add: (draft) => this.#ask(draft),
    change: (_, draft) => this.#ask(draft),
    remove: () => Promise.resolve(),
    draftOf: ({ name }) => ({ name }),
    blank: () => ({ name: "" }),
    shown: (thing, { name }) => ({ ...thing, name }),
  });

  #ask(draft: Draft): Promise<Thing> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ draft, answer: (kept) => { if (kept instanceof Error) reject(kept); else resolve(kept); } });
    });
  }
}

describe("records of the settings", () => {
  const names = ({ collection }: Server) => collection.items.map(({ name }) => name);

  it("a change is in the list at once, and says when it is saved", async () => {
    const server = new Server();
    await server.collection.load();
    const editing = server.collection.editing("a");
    editing?.set({ name: " Ada B. " });
    expect(editing?.state.value).toBe("changed");
    const saving = server.collection.save("a");
    expect(editing?.state.value).toBe("saving");
    expect(names(server)).toEqual([" Ada B. ", "Ben"]);
    server.waiting[0]?.answer({ id: "a", name: "Ada B." });
    expect(await saving).toBe("a");
    expect([editing?.state.value, editing?.draft.value.name, ...names(server)]).toEqual(["saved", "Ada B.", "Ada B.", "Ben"]);
  });

  it("what the server refuses is taken out of the list again, and stays in the form", async () => {
    const server = new Server();
    await server.collection.load();
    const editing = server.collection.editing("a");
    editing?.set({ name: "Eve" });
    const saving = server.collection.save("a");
    server.waiting[0]?.answer(new Error("no"));
    expect(await saving).toBeNull();
    expect([editing?.state.value, editing?.draft.value.name, ...names(server)]).toEqual(["failed", "Eve", "Ada", "Ben"]);
    editing?.discard();
    expect([editing?.state.value, editing?.draft.value.name]).toEqual(["clean", "Ada"]);
  });

  it("what is typed while it is being saved stays, and is still to be saved", async () => {
    const server = new Server();
    await server.collection.load();
    const editing = server.collection.editing("a");
    editing?.set({ name: "Ada B." });
    const saving = server.collection.save("a");
    editing?.set({ name: "Ada Byron" });
    server.waiting[0]?.answer({ id: "a", name: "Ada B." });
    await saving;
    expect([editing?.draft.value.name, editing?.state.value]).toEqual(["Ada Byron", "changed"]);
  });

  it("a new record gets its id with the answer, and the next new one begins empty", async () => {
    const server = new Server();
    await server.collection.load();
    server.collection.editing(fresh)?.set({ name: "Cy" });
    const saving = server.collection.save(fresh);
    server.waiting[0]?.answer({ id: "c", name: "Cy" });
    expect(await saving).toBe("c");
    expect(names(server)).toEqual(["Ada", "Ben", "Cy"]);
    expect(server.collection.editing("c")?.state.value).toBe("saved");
    expect(server.collection.editing(fresh)?.draft.value).toEqual({ name: "" });
  });

  it("a list that is read again changes no form that somebody writes at", async () => {
    const server = new Server();
    await server.collection.load();
    server.collection.editing("a")?.set({ name: "mine" });
    server.collection.editing("b");
    server.things = [{ id: "a", name: "theirs" }, { id: "b", name: "theirs" }];
    await server.collection.load();
    expect(["a", "b"].map((id) => server.collection.editing(id)?.draft.value.name)).toEqual(["mine", "theirs"]);
    expect(server.collection.isChanged("a")).toBe(true);
  });
});
