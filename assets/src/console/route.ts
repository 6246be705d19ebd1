/** Where the console is, from the fragment of its address. Tokens of links are there too, so that no server's log has them. */
export type Route =
  | { readonly screen: "home" }
  | { readonly screen: "sign-in" }
  | { readonly screen: "setup"; readonly token: string }
  | { readonly screen: "forgot" }
  | { readonly screen: "reset"; readonly token: string }
  | { readonly screen: "join"; readonly token: string }
  | { readonly screen: "session"; readonly id: string }
  /** A session in a window that has nothing else (I13). */
  | { readonly screen: "viewer"; readonly id: string }
  | { readonly screen: "inbox"; readonly id?: string }
  /** One conversation in a window of its own. */
  | { readonly screen: "chat"; readonly id: string }
  | { readonly screen: "visitors" }
  | { readonly screen: "history"; readonly id?: string }
  | { readonly screen: "settings"; readonly section?: SettingsSection; readonly id?: string }
  | { readonly screen: "not-found" };

/** The parts of the settings, in the order of their list. */
export const settingsSections = ["staff", "groups", "canned", "sites", "looks", "invitations", "mail", "tokens"] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Ids and tokens are of these characters only; a pairing link is two of them with a dot between. */
const word = /^[A-Za-z0-9_-]{1,128}$/;
const linkToken = /^[A-Za-z0-9_.-]{1,128}$/;

export function parseRoute(hash: string): Route {
  const [screen = "", argument = "", ...rest] = hash.replace(/^#?\/?/, "").split("/");
  if (screen === "settings") return settingsAt(argument, rest);
  if (rest.length > 0) return { screen: "not-found" };
  switch (screen) {
    case "":
      return argument === "" ? { screen: "home" } : { screen: "not-found" };
    case "sign-in":
    case "forgot":
    case "visitors":
      return argument === "" ? { screen } : { screen: "not-found" };
    case "sites":
    case "staff":
    case "tokens": // addresses of earlier versions
      return argument === "" ? { screen: "settings", section: screen } : { screen: "not-found" };
    case "setup":
    case "reset":
    case "join":
      return linkToken.test(argument) ? { screen, token: argument } : { screen: "not-found" };
    case "inbox":
    case "history":
      return argument === "" ? { screen } : word.test(argument) ? { screen, id: argument } : { screen: "not-found" };
    case "chat":
    case "session":
    case "viewer":
      return word.test(argument) ? { screen, id: argument } : { screen: "not-found" };
    default:
      return { screen: "not-found" };
  }
}

function settingsAt(name: string, [id = "", ...rest]: readonly string[]): Route {
  const section = settingsSections.find((each) => each === name);
  if (name === "" && id === "") return { screen: "settings" };
  if (!section || rest.length > 0) return { screen: "not-found" };
  if (id === "") return { screen: "settings", section };
  return word.test(id) ? { screen: "settings", section, id } : { screen: "not-found" };
}

export function hashOf(route: Route): string {
  switch (route.screen) {
    case "home":
    case "not-found":
      return "#/";
    case "sign-in":
    case "forgot":
    case "visitors":
      return `#/${route.screen}`;
    case "settings":
      return ["#/settings", route.section, route.id].filter((part) => part !== undefined).join("/");
    case "setup":
    case "reset":
    case "join":
      return `#/${route.screen}/${route.token}`;
    case "inbox":
    case "history":
      return route.id === undefined ? `#/${route.screen}` : `#/${route.screen}/${route.id}`;
    case "chat":
      return `#/chat/${route.id}`;
    case "session":
    case "viewer":
      return `#/${route.screen}/${route.id}`;
  }
}
