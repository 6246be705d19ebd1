/** Where an element is in this window, for one in a frame of the page too; null for one that is not shown. */
export function boxInWindow(element: Element): DOMRectReadOnly | null {
  const box = element.getBoundingClientRect();
  if (!element.isConnected || (box.width === 0 && box.height === 0)) return null;
  let { left, top } = box;
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const around = frame.getBoundingClientRect();
    left += around.left + frame.clientLeft;
    top += around.top + frame.clientTop;
  }
  return new DOMRect(left, top, box.width, box.height);
}

/** What of the page is at a place of the window, below the widget, in open shadow roots too. */
export function pageAt(host: Element, left: number, top: number): Element | undefined {
  let found = document.elementsFromPoint(left, top).find((element) => element !== host);
  for (;;) {
    const inner: Element | null | undefined = found?.shadowRoot?.elementFromPoint(left, top);
    if (!inner || inner === found) return found;
    found = inner;
  }
}
