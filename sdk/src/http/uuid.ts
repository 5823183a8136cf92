/** A random UUID. `crypto.randomUUID` is unavailable in pages without TLS. */
export function randomUuid(): string {
  // Version 4: the digit 8 stands for 8 to b, the others that are replaced for any.
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
  });
}
