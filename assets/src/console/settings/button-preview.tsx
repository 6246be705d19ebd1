import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { makeEntry } from "../../sdk/entry";
import entryCss from "../../sdk/entry.css?inline";
import { paint } from "../../sdk/paint";
import { useApp } from "../app";
import { isColour } from "./colour-field";
import { useSettingsWords } from "./context";
import type { LooksDraft } from "./looks-source";

/** The button as customers will see it: the widget's own, drawn anew with every change, in the corner of a page made of grey lines. */
export function ButtonPreview({ looks }: { looks: LooksDraft }): JSX.Element {
  const { looks: words } = useSettingsWords();
  const { language, theme } = useApp().preferences;
  const place = useRef<HTMLDivElement>(null);
  const lang = language.value;
  const { label, icon, colour, corner, chat, language: first } = looks;
  const text = chat ? label[lang] ?? label[first] ?? "Chat" : undefined;
  useEffect(() => {
    const page = place.current;
    if (!page) return;
    const host = document.createElement("div");
    host.dataset["theme"] = theme.value;
    const root = host.attachShadow({ mode: "open" });
    if ("adoptedStyleSheets" in root) { // Safari before 16.4 shows the bare button
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(entryCss);
      root.adoptedStyleSheets = [sheet];
    }
    const entry = makeEntry({ lang, label: text }, () => undefined);
    entry.button.tabIndex = -1;
    root.append(entry.button);
    if (chat) paint({ colour: isColour(colour) ? colour : "", corner, icon }, { position: "right" }, { host, root });
    entry.show(text);
    page.append(host);
    return () => { host.remove(); };
  }, [lang, theme.value, text, icon, colour, corner, chat]);
  return (
    <div class="preview-page" role="img" aria-label={words.preview}>
      <span class="preview-word muted">{words.preview}</span>
      <span class="preview-line" /><span class="preview-line" /><span class="preview-line" />
      <div class="preview-place" ref={place} inert />
    </div>
  );
}
