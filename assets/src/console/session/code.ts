/** A pairing code has nine digits: the server makes the first six, this browser the last three (docs/protocol.md, "issued"). */

const secretDigits = 3;
const valuesOfOneByte = 256;

/**
 * Three random digits. Bytes of 250 and over are thrown away, so that every digit is equally likely.
 * @param fill crypto.getRandomValues, or a test's own.
 */
export function makeSecret(fill: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes)): string {
  const limit = valuesOfOneByte - (valuesOfOneByte % 10);
  let digits = "";
  while (digits.length < secretDigits) {
    const bytes = new Uint8Array(8);
    fill(bytes);
    for (const byte of bytes) {
      if (byte < limit && digits.length < secretDigits) digits += String(byte % 10);
    }
  }
  return digits;
}

/** Groups of three, as people read a number over the phone: 482 913 207. */
export function groupsOf(code: string): readonly string[] {
  return code.replace(/\D/g, "").match(/\d{1,3}/g) ?? [];
}

/** What is copied: the digits with plain spaces between the groups. */
export function codeForCopying(code: string): string {
  return groupsOf(code).join(" ");
}
