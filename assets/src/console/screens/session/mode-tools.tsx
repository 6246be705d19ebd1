import type { JSX } from "preact";
import { useWords } from "../../app";
import type { RemoteEvent } from "../../../act/event";
import { Icon, type IconName } from "../../ui/icon";
import { HoldButton } from "./hold-note";
import { MarkButton } from "./mark-tools";
import type { ShownPage } from "./viewer";

/** I2, I3, I5: what the hand does, each as a button with its key; off, it says why. */
export function ModeTools({ page, act }: { page: ShownPage; act: (event: RemoteEvent) => void }): JSX.Element {
  const { grants, modes, linked } = page;
  const words = useWords().hand;
  const mode = modes.mode.value;
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const mayScroll = grants.value.includes("scroll");
  return (
    <div class="mode-tools" role="group" aria-label={words.label}>
      <ModeButton icon="point" word={words.point} hint={words.pointHint} keys={isMac ? "⌘" : words.ctrl} mode="point" isOn={mode === "point"} isLocked={modes.locked.value === "point"}
        may={modes.mayBe("point")} onClick={() => { modes.toggle("point"); }} />
      <ModeButton icon="press" word={words.act} hint={words.actHint} keys={isMac ? "⌥" : "Alt"} mode="act" isOn={mode === "act"} isLocked={modes.locked.value === "act"}
        may={modes.mayBe("act")} onClick={() => { modes.toggle("act"); }} />
      <ModeButton icon="scroll" word={words.scroll} hint={mayScroll ? words.scrollHint : words.followHint} mode="scroll" isOn={linked.value} isLocked={linked.value}
        may={true} onClick={() => { linked.value = !linked.value; }} />
      <MarkButton page={page} />
      <HoldButton page={page} act={act} />
    </div>
  );
}

interface ModeButtonProps {
  readonly icon: IconName;
  readonly word: string;
  readonly hint: string;
  readonly keys?: string;
  readonly mode: string;
  readonly isOn: boolean;
  readonly isLocked: boolean;
  readonly may: boolean;
  readonly onClick: () => void;
}

export function ModeButton({ icon, word, hint, keys, mode, isOn, isLocked, may, onClick }: ModeButtonProps): JSX.Element {
  const words = useWords().hand;
  return (
    <button type="button" class={`mode-button ${mode}${isOn ? " on" : ""}`} aria-pressed={isLocked} aria-disabled={!may} title={may ? hint : words.notGranted}
      onClick={() => { if (may) onClick(); }}>
      <Icon name={icon} size={18} /><span>{word}</span>{keys !== undefined && <kbd>{keys}</kbd>}
    </button>
  );
}
