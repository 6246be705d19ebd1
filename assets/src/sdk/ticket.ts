import { GRANTS, type Grant } from "../shared/wire.gen";

/**
 * What a tab takes along in the address when it goes to another origin of the site, where its storage does not reach: `#tandem=session.ticket.vpsf`.
 * The letters are the first ones of what the customer allows. docs/security.md says why this is safe.
 */
export interface Ticket {
  readonly session: string;
  readonly ticket: string;
  readonly grants: readonly Grant[];
}

const mark = "#tandem=";

export function writeTicket({ session, ticket, grants }: Ticket): string {
  return `${mark}${session}.${ticket}.${grants.map((grant) => grant.charAt(0)).join("")}`;
}

/** Undefined for every fragment that is not a ticket. */
export function readTicket(fragment: string): Ticket | undefined {
  if (!fragment.startsWith(mark)) return undefined;
  const [session, ticket, letters, more] = fragment.slice(mark.length).split(".");
  if (!session || !ticket || letters === undefined || more !== undefined) return undefined;
  return { session, ticket, grants: GRANTS.filter((grant) => letters.indexOf(grant.charAt(0)) >= 0) };
}

/** 256 random bits as the server wants them: base64url without padding. */
export function newTicket(): string {
  let bits = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(32))) bits += String.fromCharCode(byte);
  return btoa(bits).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
