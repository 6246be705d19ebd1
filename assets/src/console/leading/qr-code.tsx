import type { JSX } from "preact";
import { encode } from "uqr";
import { useMemo, useState } from "preact/hooks";
import { useWords } from "../app";
import { SelectField } from "../ui/fields";

/** A quiet zone of four modules is what scanners count on (ISO/IEC 18004, 6.3.8). */
const quietModules = 4;

/** The address that opens the site with the code in the field. The code is behind the #: no server sees it, and the page forgets it at once. */
export function pairingAddress(origin: string, code: string): string {
  return `${origin}/#tandem-code=${code}`;
}

/** P2: a QR code of the address, for customers who hold their phone in front of the screen. */
export function QrCode({ code, origins }: { code: string; origins: readonly string[] }): JSX.Element | null {
  const words = useWords().leading;
  const [chosen, setChosen] = useState(origins[0]);
  const origin = origins.includes(chosen ?? "") ? chosen : origins[0];
  const address = origin === undefined ? null : pairingAddress(origin, code);
  const drawn = useMemo(() => (address === null ? null : drawing(address)), [address]);
  if (drawn === null || origin === undefined) return null;
  return (
    <details class="qr">
      <summary>{words.qrOpen}</summary>
      <div class="qr-body">
        <svg class="qr-code" viewBox={`0 0 ${String(drawn.size)} ${String(drawn.size)}`} role="img" aria-label={words.qrLabel(origin)} shape-rendering="crispEdges">
          <path class="qr-ground" d={`M0 0h${String(drawn.size)}v${String(drawn.size)}H0z`} />
          <path class="qr-ink" d={drawn.path} />
        </svg>
        <p class="muted">{words.qrText(origin.replace(/^https?:\/\//, ""))}</p>
        {origins.length > 1 && (
          <SelectField label={words.qrSite} value={origin} onChange={setChosen}>{origins.map((each) => <option key={each} value={each}>{each}</option>)}</SelectField>
        )}
      </div>
    </details>
  );
}

/** The dark modules as one path, a unit each, row by row. */
function drawing(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: "M", border: quietModules });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : ""))).join("");
  return { size, path };
}
