/** The document of a frame of the same origin. */
export function frameDocument(frame: Element): Document | null {
  try {
    return (frame as Partial<HTMLIFrameElement>).contentDocument ?? null;
  } catch {
    return null;
  }
}

/** Whether a node is in the page that is looked at: a frame that was taken out still has a document that it is "in". */
export function inPage(node: Node, page: Document | null): boolean {
  for (let at: Node | null = node; at !== null; ) {
    if (!at.isConnected) return false;
    const doc: Document = at.nodeType === 9 ? (at as Document) : (at.ownerDocument as Document);
    if (doc === page) return true;
    at = doc.defaultView?.frameElement ?? null;
  }
  return false;
}
