import type { Sniffed } from "./sniff";

/** What systems run, or obey, when somebody opens it by its name. */
const running = new Set(
  ("exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp msc cpl jar lnk url scf inf reg dll sys application gadget appx msix " +
    "app command action workflow terminal dmg pkg sh bash zsh csh py pyw rb pl php run desktop deb rpm apk appimage " +
    "htm html xhtml svg xml mht mhtml shtml docm xlsm pptm dotm xltm iso img vhd").split(" "),
);

/** What text may be called. Others of its kind would be opened by something that obeys it. */
const plainText = new Set("txt csv tsv log md json ini conf yaml yml srt vtt ics vcf eml".split(" "));

/** Names that Windows keeps for devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Longer names do not fit some file systems once they are encoded. In characters. */
const longest = 120;

/**
 * The name under which a file that came from somebody is saved: one line of letters without a path, whose ending is true. Where the bytes are of another kind
 * than the ending says, the true ending is added; what could run is saved so that opening it runs nothing.
 */
export function safeName(name: string, { kind, endings }: Sniffed): string {
  const bare = name
    .normalize("NFC")
    .replace(/^.*[/\\]/, "")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}<>:"|?*%]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const kept = device.test(bare) ? `_${bare}` : bare || "file";
  const dot = kept.lastIndexOf(".");
  const ending = dot > 0 ? kept.slice(dot + 1).toLowerCase() : "";
  const stem = [...(dot > 0 ? kept.slice(0, dot) : kept)].slice(0, longest).join("");
  const whole = ending === "" ? stem : `${stem}.${[...kept.slice(dot + 1)].slice(0, 12).join("")}`;
  if (kind === "program" || kind === "page" || running.has(ending)) return `${whole}.unsafe`;
  if (endings.includes(ending)) return whole;
  if (kind === "text") return ending === "" || !plainText.has(ending) ? `${whole}.txt` : whole;
  return endings[0] === undefined ? whole : `${whole}.${endings[0]}`;
}
