import type { Rule, Texts } from "./api";

/** What can be wrong with a rule; the words are by these names. */
export type RuleFault = "name" | "group" | "page" | "seconds" | "pages" | "texts" | "condition";

const longestPattern = 300;
const mostSeconds = 86_400;
const mostPages = 1000;

const usualTexts: Texts = { en: "Hello! Can I help you with anything?", es: "¡Hola! ¿Puedo ayudarle en algo?" };

/** What a new rule begins with: half a minute on any page. */
export function newRule(group: string, texts = usualTexts): Rule {
  return { name: "", group, seconds: 30, texts };
}

/** Everything that is wrong with it. One without a condition would invite everybody at once. */
export function faultsOf({ name, group, page, seconds, pages, returning, texts }: Rule): RuleFault[] {
  const faults: RuleFault[] = [];
  if (name.trim() === "") faults.push("name");
  if (group === "") faults.push("group");
  if (page !== undefined && (page.length > longestPattern || !/^[/*]/.test(page))) faults.push("page");
  if (seconds !== undefined && !(seconds >= 1 && seconds <= mostSeconds)) faults.push("seconds");
  if (pages !== undefined && !(pages >= 1 && pages <= mostPages)) faults.push("pages");
  if (Object.keys(texts).length === 0) faults.push("texts");
  if (page === undefined && seconds === undefined && pages === undefined && returning !== true) faults.push("condition");
  return faults;
}

/** The rule with one field changed; an empty one is left out, for that is what the server calls no condition. */
export function withField<K extends keyof Rule>(rule: Rule, key: K, value: Rule[K] | undefined): Rule {
  const next: { [P in keyof Rule]: Rule[P] | undefined } = { ...rule };
  next[key] = value;
  const { name = "", group = "", texts = {}, page, seconds, pages, returning, off } = next;
  return {
    name, group,
    ...(page === undefined || page === "" ? {} : { page }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(pages === undefined ? {} : { pages }),
    ...(returning === true ? { returning } : {}),
    texts,
    ...(off === true ? { off } : {}),
  };
}
