import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Button } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { shortAddress } from "./address";
import { PreviewFrame, type PreviewState } from "./preview-frame";

interface PreviewProps {
  readonly url: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly may: boolean;
  readonly onGo: (url: string) => void;
  readonly onClose: () => void;
}

/** I10: looks at a page of the site before the customer is sent there. */
export function Preview({ url, size, may, onGo, onClose }: PreviewProps): JSX.Element {
  const words = useWords();
  const isSites = (useApp().me.value?.sites ?? []).some(({ origins }) => origins.includes(new URL(url).origin));
  const [state, setState] = useState<PreviewState>(isSites ? "loading" : "foreign");
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isSites || !room.current) return;
    const frame = new PreviewFrame(document, { url, size, label: words.leading.previewOf(shortAddress(url)), onState: setState });
    room.current.append(frame.element);
    const observer = new ResizeObserver(() => { frame.fit(); });
    observer.observe(room.current);
    return () => {
      observer.disconnect();
      frame.stop();
    };
  }, [url, isSites]);
  const actions = (
    <>
      <Button onClick={onClose}>{words.common.close}</Button>
      <a class="button plain" href={url} target="_blank" rel="noopener noreferrer"><Icon name="out" /><span>{words.leading.previewTab}</span></a>
      <Button look="primary" disabled={!may} onClick={() => { onGo(url); }}>{words.leading.previewSend}</Button>
    </>
  );
  return (
    <Dialog title={words.leading.previewTitle} onClose={onClose} actions={actions}>
      <p class="preview-address" dir="ltr">{shortAddress(url)}</p>
      <p class={`preview-note ${state}`} role="status">{words.leading.preview[state]}</p>
      {isSites && <div class="preview-room" ref={room} />}
    </Dialog>
  );
}
