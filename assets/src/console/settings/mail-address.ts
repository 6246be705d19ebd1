/** Whether it looks like an address; only a letter that arrives proves more. */
export function isMail(address: string): boolean {
  return /^\S+@\S+$/.test(address.trim());
}
