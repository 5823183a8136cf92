import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';

/** ISO codes by network, such as `81.2.69.0/24` or `2001:db8::/32`. */
export type Networks = Readonly<Record<string, string>>;

/** A new file of this kind. Its format is described at https://maxmind.github.io/MaxMind-DB/. */
export function countryDatabaseFile(networks: Networks, type = 'Test-Country'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'keyward countries ')), 'countries.mmdb');
  writeFileSync(path, countryDatabase(networks, type));
  return path;
}

type Node = [Branch, Branch];
/** A node, the index of a country, or nothing. */
type Branch = Node | number | undefined;

const RECORD_BITS = 24;
const SEPARATOR = Buffer.alloc(16);
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

export function countryDatabase(networks: Networks, type = 'Test-Country'): Buffer {
  const codes = [...new Set(Object.values(networks))];
  const root = treeOf(networks, codes);
  const nodes = nodesOf(root);
  const records = codes.map((code) => map({ country: map({ iso_code: text(code) }) }));
  const offsets = records.map((_, index) => Buffer.concat(records.slice(0, index)).length);
  const valueOf = (branch: Branch): number => {
    if (branch === undefined) {
      return nodes.length;
    }
    return typeof branch === 'number'
      ? nodes.length + SEPARATOR.length + (offsets[branch] ?? 0)
      : nodes.indexOf(branch);
  };
  const tree = nodes.flatMap(([left, right]) => [number(3, valueOf(left)), number(3, valueOf(right))]);
  return Buffer.concat([...tree, SEPARATOR, ...records, METADATA_MARKER, metadata(nodes.length, type)]);
}

function treeOf(networks: Networks, codes: readonly string[]): Node {
  const root: Node = [undefined, undefined];
  for (const [network, code] of Object.entries(networks)) {
    const bits = bitsOf(network);
    let node = root;
    for (const bit of bits.slice(0, -1)) {
      const next = node[bit];
      node = Array.isArray(next) ? next : (node[bit] = [undefined, undefined]);
    }
    node[bits.at(-1) ?? 0] = codes.indexOf(code);
  }
  return root;
}

/** IPv4 networks are those of ::/96. */
function bitsOf(network: string): (0 | 1)[] {
  const [address, length] = ipaddr.parseCIDR(network);
  const prefix = address.kind() === 'ipv4' ? 96 : 0;
  const bytes = [...Array<number>(prefix / 8).fill(0), ...address.toByteArray()];
  const bits = bytes.flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map((bit) => (bit === '1' ? 1 : 0)));
  return bits.slice(0, prefix + length);
}

function nodesOf(node: Node): Node[] {
  return [node, ...node.flatMap((branch) => (Array.isArray(branch) ? nodesOf(branch) : []))];
}

function metadata(nodeCount: number, type: string): Buffer {
  return map({
    binary_format_major_version: unsigned16(2),
    binary_format_minor_version: unsigned16(0),
    build_epoch: Buffer.concat([Buffer.from([4, 2]), number(4, 1_800_000_000)]),
    database_type: text(type),
    description: map({ en: text('Made by a test') }),
    ip_version: unsigned16(6),
    languages: Buffer.from([0, 4]),
    node_count: Buffer.concat([Buffer.from([(6 << 5) | 4]), number(4, nodeCount)]),
    record_size: unsigned16(RECORD_BITS),
  });
}

// A value begins with its type, in three bits, and its size.
function map(fields: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(fields);
  return Buffer.concat([
    Buffer.from([(7 << 5) | entries.length]),
    ...entries.flatMap(([key, value]) => [text(key), value]),
  ]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)]);
}

function unsigned16(value: number): Buffer {
  return Buffer.concat([Buffer.from([(5 << 5) | 2]), number(2, value)]);
}

function number(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
