import type { JSX } from "preact";

/** Outlines on a 24-unit grid, drawn with the text's own colour. An icon never stands without a word (STYLE, "The screens"). */
const paths = {
  together: "M4 7.500a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM8.500 14.500v2a2 2 0 0 0 2 2H18a2 2 0 0 0 2-2v-5a2 2 0 0 0-2-2h-2",
  site: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c2.300 2.300 3.500 5.200 3.500 8.500s-1.200 6.200-3.500 8.500c-2.300-2.300-3.500-5.200-3.500-8.500S9.700 5.800 12 3.500z",
  people: "M9 11.500a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500zM3 19.500c.4-3 2.800-5 6-5s5.600 2 6 5M16 5.300a3.250 3.250 0 0 1 0 6M17.500 14.800c2 .7 3.300 2.400 3.500 4.700",
  key: "M14.500 13.500a4.750 4.750 0 1 0-4.400-3L4 16.600V20h3.400v-2.200h2.200v-2.200h1.500l1-1.100c.7.300 1.500.5 2.400.5M16 8.500h.01",
  chat: "M4.500 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H11l-4.500 4v-4a2 2 0 0 1-2-2z",
  stop: "M7.500 6h9A1.500 1.500 0 0 1 18 7.500v9a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 6 16.500v-9A1.500 1.500 0 0 1 7.500 6z",
  copy: "M9 9.500A1.500 1.500 0 0 1 10.500 8h7A1.500 1.500 0 0 1 19 9.500v8a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 9 17.500zM15 8V6.500A1.500 1.500 0 0 0 13.500 5h-7A1.500 1.500 0 0 0 5 6.500v8A1.500 1.500 0 0 0 6.500 16H9",
  check: "M5 12.500l4.500 4.500L19 7.500",
  again: "M19 5v4.500h-4.500M5 19v-4.500h4.500M18.600 9.500A7 7 0 0 0 6 8M5.400 14.500A7 7 0 0 0 18 16",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4.500 9V6A1.500 1.500 0 0 1 6 4.500h3M15 4.500h3A1.500 1.500 0 0 1 19.500 6v3M19.500 15v3a1.500 1.500 0 0 1-1.500 1.500h-3M9 19.500H6A1.500 1.500 0 0 1 4.500 18v-3",
  send: "M4.500 12 19.500 5l-4 14-4-5.500z",
  close: "M6 6l12 12M18 6L6 18",
  edit: "M5 19l.9-3.700L15.600 5.600l2.800 2.800L8.700 18.100zM13.800 7.400l2.800 2.800",
  trash: "M5 7.500h14M9.500 7.500V5h5v2.500M7 7.500l.8 11h8.400l.8-11",
  eye: "M2.800 12C4.600 8.300 8 6 12 6s7.400 2.300 9.200 6c-1.800 3.700-5.200 6-9.200 6s-7.400-2.300-9.200-6zM12 14.750a2.750 2.750 0 1 0 0-5.500 2.750 2.750 0 0 0 0 5.500z",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2",
  alert: "M12 4 2.800 19.500h18.400zM12 10v4.500M12 17h.01",
  offline: "M4 4l16 16M8.500 15.500a5 5 0 0 1 7 0M5.500 12.200a9.200 9.200 0 0 1 4-2.300M14 9.700a9.200 9.200 0 0 1 4.500 2.500M12 19h.01",
  direct: "M4 12h16M16 8l4 4-4 4M8 8l-4 4 4 4",
  relay: "M4 12h4M16 12h4M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z",
  screen: "M4 6.500A1.500 1.500 0 0 1 5.500 5h13A1.500 1.500 0 0 1 20 6.500v8a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 14.500zM9 19.500h6M12 16v3.500",
  phone: "M8.500 3.500h7A1.500 1.500 0 0 1 17 5v14a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 7 19V5a1.500 1.500 0 0 1 1.500-1.500zM11 17.500h2",
  out: "M14 7V5.500A1.500 1.500 0 0 0 12.500 4h-6A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20h6a1.500 1.500 0 0 0 1.500-1.500V17M10 12h10M17 9l3 3-3 3",
  lock: "M7.500 10.500h9A1.500 1.500 0 0 1 18 12v6a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 6 18v-6a1.500 1.500 0 0 1 1.500-1.500zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500",
  down: "M12 5v13M6.500 12.500 12 18l5.500-5.500",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** Two overlapping windows: the mark of the product. */
export function Mark({ size = 32 }: { size?: number }): JSX.Element {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d={paths.together} transform="translate(4 4)" fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round" />
    </svg>
  );
}
