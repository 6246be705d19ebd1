import { Cover } from "./mask";
import type { Parts } from "./parts";
import { serialise } from "./sheets";
import type { Twin } from "./twin";
import { Kind } from "./wire";

/** Longer sheets, in characters, are taken at their word. */
const LONGEST_VERIFIED = 400_000;

/** Looks at everything about a node again, told or not. */
export class Look {
  readonly #verified = new WeakSet<CSSStyleSheet>();

  constructor(private readonly parts: Pick<Parts, "win" | "dirt" | "inspector" | "sheets" | "state">) {}

  at(twin: Twin): void {
    const { dirt, inspector, state } = this.parts;
    if (twin.kind === Kind.Text) {
      dirt.texts.add(twin);
      // What decides how wide it is may lie anywhere.
      if (twin.cover !== Cover.Shown) inspector.entered(twin);
    } else dirt.kids.add(twin);
    if (twin.kind < Kind.Html) return;
    dirt.attributes.add(twin);
    if (twin.cover === Cover.Blocked) inspector.box(twin);
    else if (state.isControl(twin.name)) inspector.form(twin);
    if (twin.name === "style") this.#verify(twin);
    // Where a page stands changes without an event when what is above or below grows; its document tells it.
    if (twin.parent?.kind === Kind.Document) inspector.scroll(twin.parent);
    // What was scrolled before anybody watched, or before the page was sent anew: events tell of the rest. A field too narrow for what is in it scrolls, too.
    if (twin.kids.length > 0 || twin.name === "input" || twin.name === "textarea") inspector.scroll(twin);
  }

  /** Finds out whether a sheet's rules were changed before anybody watched: what its source parses to is then not what applies. Once for each sheet. */
  #verify(twin: Twin): void {
    const { sheet, textContent } = twin.node as HTMLStyleElement;
    if (sheet === null || this.#verified.has(sheet) || textContent.trim() === "") return;
    this.#verified.add(sheet);
    const realm = twin.node.ownerDocument?.defaultView ?? this.parts.win;
    if (textContent.length > LONGEST_VERIFIED) return;
    const parsed = new realm.CSSStyleSheet();
    parsed.replaceSync(textContent);
    if (serialise(parsed) !== serialise(sheet)) this.parts.sheets.touch(sheet);
  }
}
