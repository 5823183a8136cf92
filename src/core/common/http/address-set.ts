import { parseAddress, parsePattern } from './addresses';

type Address = NonNullable<ReturnType<typeof parseAddress>>;

/** A large set of address patterns, with the semantics of `addressMatches` and one lookup per distinct prefix length. */
export class AddressSet {
  private readonly networks = new Set<string>();
  private readonly lengths = { ipv4: new Set<number>(), ipv6: new Set<number>() };

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const [address, length] = parsePattern(pattern) ?? [];
      if (address !== undefined && length !== undefined) {
        this.networks.add(networkOf(address, length));
        this.lengths[address.kind()].add(length);
      }
    }
  }

  has(text: string): boolean {
    const address = this.networks.size > 0 ? parseAddress(text) : null;
    return (
      address !== null &&
      [...this.lengths[address.kind()]].some((length) => this.networks.has(networkOf(address, length)))
    );
  }
}

/** Canonical text of the network of an address. */
function networkOf(address: Address, length: number): string {
  const bytes = address.toByteArray().map((byte, index) => byte & maskOf(length - 8 * index));
  return `${address.kind()}/${length}/${bytes.join('.')}`;
}

/** Mask of a byte with this many remaining prefix bits. */
function maskOf(bits: number): number {
  return bits <= 0 ? 0 : (0xff << (8 - Math.min(bits, 8))) & 0xff;
}
