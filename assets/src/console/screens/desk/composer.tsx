import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { MAX_TEXT, type Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { type CannedText, filled, matching, shortBeing } from "../../desk/canned";
import type { WriteKind } from "../../desk/thread";
import { Typing } from "../../../shared/typing";
import { Icon } from "../../ui/icon";
import { useLoaded } from "../../ui/loading";
import { AttachButton } from "./files";

/** What is said beside the conversation has a field of its own. */
type Kind = Exclude<WriteKind, "aside">;

interface ComposerProps {
  readonly conversation: Conversation;
  readonly mayWrite: boolean;
  readonly mayNote: boolean;
  readonly mayWhisper: boolean;
}

/** Where the person writes: to the visitor, or what only the staff sees, in a colour that nobody can mistake (C6). Enter sends. */
export function Composer({ conversation, mayWrite, mayNote, mayWhisper }: ComposerProps): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const isDirect = conversation.kind === "direct";
  const kinds: readonly Kind[] = [...(mayWrite ? (["message"] as const) : []), ...(mayNote && !isDirect ? (["note"] as const) : []), ...(mayWhisper ? (["whisper"] as const) : [])];
  const [wanted, setWanted] = useState<Kind>("message");
  const kind = kinds.includes(wanted) ? wanted : (kinds[0] ?? "message");
  const typing = useTyping(conversation.id, kind === "message");
  const field = useRef<HTMLTextAreaElement>(null);
  const { unsent } = desk.thread(conversation.id);
  const text = unsent.value;
  const over = [...text].length - MAX_TEXT;
  const canned = useCanned(conversation, text, field, (next) => { unsent.value = next; }, kind === "message" && !isDirect);
  const send = () => {
    const trimmed = text.trim();
    if (trimmed === "" || over > 0) return;
    typing.ended();
    desk.write(conversation.id, kind, trimmed);
    unsent.value = "";
  };
  const pressed = (event: KeyboardEvent) => {
    if (canned.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const label = isDirect ? "direct" : kind;
  return (
    <form class={`desk-composer kind-${kind}`} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {kinds.length > 1 && (
        <div class="desk-kinds" role="group" aria-label={words.kind}>
          {kinds.map((each) => <button key={each} type="button" class="desk-kind" data-kind={each} aria-pressed={each === kind} onClick={() => { setWanted(each); field.current?.focus(); }}>{words.kinds[each]}</button>)}
        </div>
      )}
      {canned.list}
      <div class="desk-write">
        {kind === "message" && <AttachButton conversation={conversation} />}
        <div class="grow" data-text={text}>
          <textarea ref={field} class="input" id="desk-text" rows={1} value={text} dir="auto" spellcheck lang={conversation.language || undefined} aria-label={words.write[label]} placeholder={words.placeholder[label]}
            {...canned.aria} onInput={(event) => { unsent.value = event.currentTarget.value; if (event.currentTarget.value !== "") typing.touched(); }} onKeyDown={pressed} />
        </div>
        <button type="submit" class="button primary send" aria-disabled={text.trim() === "" || over > 0}><Icon name="send" /><span>{kind === "note" ? words.sendNote : words.send}</span></button>
      </div>
      {over > 0 && <p class="field-error" role="alert">{words.tooLong(over)}</p>}
    </form>
  );
}

/** C2: tells the visitor that somebody types; not for what they shall not see. */
function useTyping(conversation: string, isTold: boolean): { touched: () => void; ended: () => void } {
  const { desk } = useApp();
  const ref = useRef<Typing | null>(null);
  ref.current ??= new Typing((on) => { desk.do({ type: "typing", conversation, on }); });
  useEffect(() => () => { ref.current?.ended(); }, []);
  return { touched: () => { if (isTold) ref.current?.touched(); }, ended: () => { ref.current?.ended(); } };
}

interface CannedMenu {
  readonly list: JSX.Element | null;
  readonly aria: { readonly "aria-controls"?: string; readonly "aria-activedescendant"?: string };
  /** True when the key was for the menu. */
  readonly key: (event: KeyboardEvent) => boolean;
}

/** C3: after a slash, the canned texts whose name begins so; arrows choose, Enter or Tab puts it in, Esc closes. */
function useCanned(conversation: Conversation, text: string, field: { current: HTMLTextAreaElement | null }, set: (text: string) => void, isOn: boolean): CannedMenu {
  const app = useApp();
  const words = useWords().desk;
  const { loaded } = useLoaded<readonly CannedText[]>(() => app.api.canned());
  const [at, setAt] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const caret = field.current?.selectionStart ?? text.length;
  const short = isOn && text !== closedFor ? shortBeing(text, caret) : null;
  const found = short === null || loaded.kind !== "there" ? [] : matching(loaded.value, short, conversation.language ?? "");
  const chosen = Math.min(at, found.length - 1);
  const insert = (one: CannedText) => {
    const group = app.desk.groups.value.find(({ id }) => id === conversation.group)?.name ?? "";
    const before = text.slice(0, caret).replace(/\/[a-z0-9_-]*$/i, "");
    const put = filled(one.text, conversation, app.me.value?.name ?? "", group);
    set(before + put + text.slice(caret));
    setAt(0);
    field.current?.focus();
  };
  const key = (event: KeyboardEvent): boolean => {
    const one = found[chosen];
    if (!one) return false;
    if (event.key === "ArrowDown") setAt((chosen + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((chosen + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") insert(one);
    else if (event.key === "Escape") setClosedFor(text);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const list = found.length === 0 ? null : (
    <ul class="desk-canned" role="listbox" id="desk-canned" aria-label={words.cannedLabel}>
      {found.map((one, index) => (
        <li key={one.id} id={`desk-canned-${String(index)}`} role="option" aria-selected={index === chosen} onMouseDown={(event) => { event.preventDefault(); insert(one); }}>
          <strong>/{one.short}</strong> <span>{one.text}</span>
        </li>
      ))}
    </ul>
  );
  return { list, key, aria: found.length === 0 ? {} : { "aria-controls": "desk-canned", "aria-activedescendant": `desk-canned-${String(chosen)}` } };
}
