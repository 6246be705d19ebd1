/** The server's rule (web/openapi.yaml, Password). */
export const shortestPassword = 10;

/** 0 too short, 1 weak … 4 strong: the index into the words for it. */
export type PasswordLevel = 0 | 1 | 2 | 3 | 4;

const common = ["password", "passwort", "contraseña", "qwerty", "letmein", "welcome", "admin", "iloveyou", "abc123", "tandem"];

/**
 * A rough estimate of how hard the password is to guess, in bits: each character counts by the size of its kind's alphabet; repeats, runs such
 * as "abcd" or "4321" and well-known words count little. It is advice; the server demands the length alone (NIST SP 800-63B §3.1.1).
 */
export function passwordLevel(password: string): PasswordLevel {
  const characters = [...password];
  if (characters.length < shortestPassword) return 0;
  let alphabet = 0;
  if (/\p{Ll}/u.test(password)) alphabet += 26;
  if (/\p{Lu}/u.test(password)) alphabet += 26;
  if (/\d/.test(password)) alphabet += 10;
  if (/[^\p{L}\d]/u.test(password)) alphabet += 20;
  let counted = 0;
  characters.forEach((character, at) => {
    const step = (character.codePointAt(0) ?? 0) - (characters[at - 1]?.codePointAt(0) ?? -100);
    counted += Math.abs(step) <= 1 ? 0.25 : 1;
  });
  const lower = password.toLowerCase();
  for (const word of common) if (lower.includes(word)) counted -= word.length - 1;
  const different = new Set(characters).size;
  const bits = Math.max(0, Math.min(counted, different * 1.6)) * Math.log2(Math.max(alphabet, 2));
  if (bits < 40) return 1;
  if (bits < 55) return 2;
  return bits < 70 ? 3 : 4;
}
