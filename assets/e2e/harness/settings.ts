import type { Page } from "puppeteer-core";

/** Does what an administrator does in the settings, by the console's own interface and as whoever is signed in there. */
export async function asks<T>(page: Page, method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<T> {
  const said = await page.evaluate(async (verb, address, sent) => {
    const reply = await fetch(`/api/v1/${address}`, { method: verb, ...(sent === null ? {} : { headers: { "content-type": "application/json" }, body: sent }) });
    return { status: reply.status, text: await reply.text() };
  }, method, path, body === undefined ? null : JSON.stringify(body));
  if (said.status >= 300) throw new Error(`${method} ${path}: ${said.status} ${said.text}`);
  return JSON.parse(said.text) as T;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly main_group: string;
  readonly groups: readonly string[];
  readonly capacity: number;
  readonly supervised: boolean;
  readonly rights: unknown;
}

/** Changes what the settings say of somebody. */
export async function changesPerson(page: Page, who: string, change: Partial<Pick<Person, "main_group" | "groups" | "supervised">>): Promise<void> {
  const { staff } = await asks<{ staff: readonly Person[] }>(page, "GET", "staff");
  const person = staff.find(({ name }) => name === who);
  if (!person) throw new Error(`nobody is called ${who}`);
  const { id, name, role, main_group, groups, capacity, supervised, rights } = person;
  await asks(page, "PUT", `staff/${id}`, { name, role, main_group, groups, capacity, supervised, rights, ...change });
}

/** Sets the hours of the first group: always, never, or on every day from its beginning to its end. */
export async function setsHours(page: Page, hours: "always" | "never" | "all day"): Promise<void> {
  const { groups } = await asks<{ groups: readonly { id: string; name: string }[] }>(page, "GET", "groups");
  const [first] = groups;
  if (!first) throw new Error("no group");
  const week = hours === "never" ? [] : [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: "00:00", to: "24:00" }));
  await asks(page, "PUT", `groups/${first.id}`, { name: first.name, ...(hours === "always" ? {} : { hours: { zone: "Europe/Madrid", week, holidays: [] } }) });
}
