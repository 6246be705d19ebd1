import type { JSX } from "preact";
import type { RemoteEvent } from "../../../act/event";
import { useWords } from "../../app";
import { Button } from "../../ui/controls";
import { ModeButton } from "./mode-tools";
import type { ShownPage } from "./viewer";

interface HoldProps {
  readonly page: ShownPage;
  readonly act: (event: RemoteEvent) => void;
}

/** I7: takes the page's input for the agent alone, or gives it back. */
export function HoldButton({ page: { held, grants }, act }: HoldProps): JSX.Element {
  const words = useWords().hold;
  const isOurs = held.value === "agent";
  return (
    <ModeButton icon="lock" word={words.take} hint={words.takeHint} mode="hold" isOn={isOurs} isLocked={isOurs} may={grants.value.includes("fill") && held.value !== "customer"}
      onClick={() => { act({ kind: "take", isTaken: !isOurs }); }} />
  );
}

/** I7: always in sight while one side has the page to themselves. */
export function HoldNote({ page: { held }, act }: HoldProps): JSX.Element {
  const words = useWords().hold;
  return (
    <div class="hold-note" role="status">
      {held.value === "agent" && <><span>{words.byAgent}</span><Button onClick={() => { act({ kind: "take", isTaken: false }); }}>{words.giveBack}</Button></>}
      {held.value === "customer" && <span>{words.byCustomer}</span>}
    </div>
  );
}
