import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useWords } from "../app";
import { Icon } from "../ui/icon";
import { readAddress, shortAddress, type Typed } from "./address";
import type { Lead, Leader } from "./leader";

export interface AddressBarProps {
  /** Where the customer is; null before the first page. */
  readonly location: { readonly url: string; readonly title: string } | null;
  readonly leader: Leader;
}

/** I8: where the customer is, and a place to type where they shall go. Read only while they do not allow it. */
export function AddressBar({ location, leader }: AddressBarProps): JSX.Element {
  const words = useWords();
  const { url, title } = location ?? { url: "", title: "" };
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Extract<Typed, { kind: "wrong" }>["why"] | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const mayLead = leader.mayLead.value;
  const end = () => {
    setTyped(null);
    setWrong(null);
  };
  useEffect(end, [url, mayLead]);
  const submit = () => {
    const read = readAddress(typed ?? "", url);
    if (read.kind === "wrong") {
      setWrong(read.why);
      input.current?.focus();
      return;
    }
    end();
    input.current?.blur();
    leader.go(read.url);
  };
  return (
    <form class="address-bar" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Icon name={url.startsWith("https:") ? "lock" : "site"} size={16} />
      <input
        ref={input} class="address" type="text" inputMode="url" enterkeyhint="go" dir="ltr" autocomplete="off" spellcheck={false} autocapitalize="none"
        aria-label={mayLead ? words.leading.address : words.view.address} aria-describedby={noteId} aria-invalid={wrong !== null}
        title={mayLead ? words.leading.addressHint : `${url}\n${words.leading.notAllowed}`} readOnly={!mayLead} value={typed ?? shortAddress(url)}
        onFocus={(event) => {
          if (!mayLead) return;
          setTyped(url);
          const field = event.currentTarget;
          // Not before the whole address is in it.
          requestAnimationFrame(() => { field.select(); });
        }}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(null);
        }}
        onBlur={(event) => { if (!event.currentTarget.form?.contains(event.relatedTarget as Node | null)) end(); }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          end();
          event.currentTarget.blur();
        }}
      />
      {typed === null
        ? <span class="page-title" title={title}>{title === "" && url !== "" ? words.view.noTitle : title}</span>
        : <button type="submit" class="address-go"><span>{words.leading.go}</span></button>}
      <AddressNote id={noteId} wrong={wrong} lead={leader.lead.value} onClose={() => { leader.reset(); }} />
    </form>
  );
}

/** How long it is said that the customer will not go there, in milliseconds. */
const refusedMs = 6000;

/** What is wrong with the address, or what the customer makes of it; below the bar, over the page. */
function AddressNote({ id, wrong, lead, onClose }: { id: string; wrong: Extract<Typed, { kind: "wrong" }>["why"] | null; lead: Lead; onClose: () => void }): JSX.Element {
  const words = useWords();
  useEffect(() => {
    if (lead.kind !== "refused") return;
    const timer = setTimeout(onClose, refusedMs);
    return () => { clearTimeout(timer); };
  }, [lead]);
  const text = wrong !== null ? words.leading.wrong[wrong] : leadWords(lead, words);
  return <p id={id} class={`address-note${wrong === null && lead.kind === "asking" ? " asking" : ""}`} role="status">{text}</p>;
}

function leadWords(lead: Lead, words: ReturnType<typeof useWords>): string {
  switch (lead.kind) {
    case "none":
    case "sent":
      return "";
    case "asking":
      return words.leading.asking(shortAddress(lead.url));
    case "refused":
      return lead.why === "customer_said_no" ? words.leading.saidNo(shortAddress(lead.url)) : words.hand.notes[lead.why];
  }
}
