/** Titles that are the same in all languages. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['linux-musl', 'Linux (musl)'],
  ['freebsd', 'FreeBSD'],
  ['android', 'Android'],
  ['ios', 'iOS'],
  ['riscv64', 'RISC-V 64'],
]);

/**
 * The title of a platform or processor of a file; of one that the vendor named, the name.
 * @param translated titles by name
 */
export function targetTitle(name: string, translated: Readonly<Record<string, string>>): string {
  return (Object.hasOwn(translated, name) ? translated[name] : TITLES.get(name)) ?? name;
}
