import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../app";
import { Icon, type IconName } from "./icon";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly icon?: IconName;
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly type?: "button" | "submit";
  readonly large?: boolean;
  /** At work: looks so, and does not react. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly onClick?: () => void;
}

/** A disabled or busy button keeps its place in the order of focus and says why it does not react, hence aria-disabled. */
export function Button(props: ButtonProps): JSX.Element {
  const { children, icon, look = "plain", type = "button", large = false, busy = false, disabled = false, title, onClick } = props;
  const off = busy || disabled;
  return (
    <button
      type={type}
      class={`button ${look}${large ? " large" : ""}${busy ? " busy" : ""}`}
      aria-disabled={off}
      aria-busy={busy}
      title={title}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      <span class="button-word">{children}</span>
    </button>
  );
}

/** Copies a text; says for two seconds that it has. Where the browser forbids it, says so instead. */
export function CopyButton({ text, label, look = "plain" }: { text: string; label?: string; look?: ButtonProps["look"] }): JSX.Element {
  const words = useWords();
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(timer.current); }, []);
  const settle = (result: "copied" | "failed") => {
    setOutcome(result);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { setOutcome(null); }, 2000);
  };
  const copy = () => {
    if (!("clipboard" in navigator)) {
      settle("failed"); // plain http on another machine: there is no clipboard
      return;
    }
    navigator.clipboard.writeText(text).then(() => { settle("copied"); }, () => { settle("failed"); });
  };
  return (
    <span class="copy">
      <Button icon={outcome === "copied" ? "check" : "copy"} look={look ?? "plain"} onClick={copy}>
        <span class="copy-words">
          <span class={outcome === "copied" ? "ghost" : ""}>{label ?? words.common.copy}</span>
          <span class={outcome === "copied" ? "" : "ghost"} aria-hidden={outcome !== "copied"}>{words.common.copied}</span>
        </span>
      </Button>
      <span class="visually-hidden" role="status">{outcome === "copied" ? words.common.copied : ""}</span>
      {outcome === "failed" && <span class="field-error" role="alert">{words.common.copyFailed}</span>}
    </span>
  );
}

/** A message in place: what happened, and a way on. */
export function Notice({ tone, title, children, action }: { tone: "info" | "error" | "good"; title?: string; children: ComponentChildren; action?: ComponentChildren }): JSX.Element {
  return (
    <div class={`notice ${tone}`} role={tone === "error" ? "alert" : "status"}>
      <Icon name={tone === "good" ? "check" : "alert"} />
      <div class="notice-text">
        {title !== undefined && <strong>{title}</strong>}
        <span>{children}</span>
      </div>
      {action}
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({ icon, title, children, action }: { icon: IconName; title: string; children?: ComponentChildren; action?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-icon"><Icon name={icon} size={28} /></span>
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Grey lines where a list will be, at its height, so that nothing jumps. */
export function Skeleton({ lines, label }: { lines: number; label: string }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => <span key={line} class="skeleton-line" aria-hidden="true" />)}
    </div>
  );
}
