import type { JSX } from "preact";
import { useWords } from "../../app";
import { shapes } from "../../../marks/mark";
import { Icon } from "../../ui/icon";
import { ModeButton } from "./mode-tools";
import type { ShownPage } from "./viewer";

/** I6: takes the drawing tools out. */
export function MarkButton({ page: { marking } }: { page: ShownPage }): JSX.Element {
  const words = useWords().marks;
  return (
    <ModeButton icon="edit" word={words.mark} hint={words.hint} mode="mark" isOn={marking.isOpen.value} isLocked={marking.isOpen.value}
      may={marking.mayMark.value} onClick={() => { marking.toggle(); }} />
  );
}

/** I6: the tools, over the page's upper edge while they are out, each with its key. */
export function MarkStrip({ page: { marking } }: { page: ShownPage }): JSX.Element | null {
  const words = useWords().marks;
  if (!marking.isOpen.value || !marking.mayMark.value) return null;
  return (
    <div class="mark-strip" role="toolbar" aria-label={words.label}>
      {shapes.map((shape, index) => (
        <button key={shape} type="button" class={`mode-button mark${marking.tool.value === shape ? " on" : ""}`} aria-pressed={marking.tool.value === shape} title={words.hints[shape]}
          onClick={() => { marking.choose(shape); }}>
          <Icon name={shape} size={18} /><span>{words.shapes[shape]}</span><kbd>{index + 1}</kbd>
        </button>
      ))}
      <button type="button" class="mode-button" title={words.clearHint} onClick={() => { marking.clear(); }}><Icon name="trash" size={18} /><span>{words.clear}</span><kbd>0</kbd></button>
      <button type="button" class="mode-button" onClick={() => { marking.isOpen.value = false; }}><Icon name="close" size={18} /><span>{words.done}</span><kbd>Esc</kbd></button>
    </div>
  );
}
