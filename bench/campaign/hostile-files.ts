import { gzipSync } from 'node:zlib';
import { eddDump } from '../../test/support/edd-dump';
import { licenseboxDump } from '../../test/support/licensebox-dump';
import { v2Dump } from '../../test/support/v2-dump';
import { type HostileValues, jsonText, wellFormed } from './hostile-values';
import type { Part } from './hostile-multipart';
import type { Random } from './part';

type File = Omit<Part, 'name'>;

const MEGABYTE = 1024 ** 2;

/** Headings of the tables that are imported, by the word in the path or the kind of the import. */
const HEADINGS: Readonly<Record<string, string>> = {
  customers: 'name,email,company,phone,notes,reference,metadata',
  licenses: 'key,product,customer_email,max_activations,expires_at,allowed_domains,metadata,entitlements',
  leads: 'name,type,status,email,contact_name,notes',
  resources: 'type,identifier,status',
  batch: 'fingerprint,name',
  spreadsheet: 'license key,product,email,name,expires,activations,status',
  gumroad: 'Purchase Email,Buyer Name,License Key,Item Name,Purchase Date,Refunded?',
  licensespring: 'license_key,product,customer_email,valid_until,max_activations,is_trial',
  cryptlex: 'key,productId,email,expiresAt,allowedActivations,revoked',
};

const PLAIN_HEADINGS = 'key,name,email,expires_at';

const NAMES = [
  'a.csv',
  'dump.sql',
  'x.json',
  'a.gz',
  '../../x',
  'con',
  '\u202egpj.exe',
  '',
  'a'.repeat(300),
  'x\u0000.csv',
];

/** Made once: large, and the same each time. */
const BOMB = gzipSync(Buffer.alloc(24 * MEGABYTE, '0,'));
const ZIP = Buffer.from('504b0304140000000800000021000000000000000000ffffffff0500000061', 'hex');

/** A file as the path or the source expects it, with parts of it broken. */
export function hostileFile(random: Random, values: HostileValues, path: string, source: unknown): File {
  const text = textFor(random, values, path, typeof source === 'string' ? source : '');
  const content = broken(random, Buffer.from(text));
  return {
    content,
    fileName: random.pick(NAMES),
    type: random.pick(['text/csv', 'application/octet-stream', 'x', 'application/gzip']),
  };
}

function textFor(random: Random, values: HostileValues, path: string, source: string): string {
  const kind = source === '' ? random.pick(Object.keys(HEADINGS).filter((word) => path.includes(word))) : source;
  if (['licensebox', 'software-license-manager', 'edd', 'v2'].includes(kind) || random.below(12) === 0) {
    return dump(random, values, kind);
  }
  if (['lemon-squeezy', 'keygen'].includes(kind) || random.below(12) === 0) {
    return jsonExport(random, values);
  }
  return table(random, values, Object.hasOwn(HEADINGS, kind) ? (HEADINGS[kind] ?? '') : PLAIN_HEADINGS);
}

function table(random: Random, values: HostileValues, headings: string): string {
  const columns = headings.split(',');
  const separator = random.pick([',', ',', ';', '\t']);
  const rows = random.pick([0, 1, 3, 20, 20, 2_000]);
  const lines = Array.from({ length: rows }, (_row, number) =>
    columns.map((name) => cell(random, values, name, number)),
  );
  const head = random.below(10) === 0 ? columns.map(() => values.text()) : columns;
  const repeated = random.below(20) === 0 ? Array.from({ length: 3_000 }, () => 'column') : [];
  return [[...head, ...repeated], ...lines]
    .map((cells) => cells.join(separator))
    .join(random.pick(['\n', '\r\n', '\r']));
}

function cell(random: Random, values: HostileValues, column: string, number: number): string {
  if (random.below(8) === 0) {
    const text = values.text();
    return random.below(4) === 0 ? text : `"${wellFormed(text).replaceAll('"', '""')}"`;
  }
  return /email/i.test(column)
    ? `row-${number}@example.com`
    : /product/i.test(column)
      ? 'v2-default'
      : /expire|date|until/i.test(column)
        ? '2030-12-31'
        : /max|activations|metadata|entitlements|allowed|status|refunded|revoked|trial/i.test(column)
          ? ''
          : `${column.slice(0, 4)}-${random.below(1e9)}`;
}

/** Dumps of the old servers as the tests make them, with texts in them replaced. */
const DUMPS: Readonly<Record<string, () => string>> = {
  licensebox: () => [...licenseboxDump(60, { rowsPerInsert: 20, hasColumns: true })].join(''),
  edd: () => [...eddDump(60)].join(''),
  v2: () => v2Dump(60),
};
const madeDumps = new Map<string, string>();

function dump(random: Random, values: HostileValues, kind: string): string {
  const make = Object.hasOwn(DUMPS, kind) ? DUMPS[kind] : undefined;
  if (make === undefined) {
    return tableOfSlm(random, values) + random.pick(DUMP_ENDS);
  }
  const whole = madeDumps.get(kind) ?? make();
  madeDumps.set(kind, whole);
  const share = random.pick([0, 3, 30]);
  const spoiled = whole.replaceAll(/'(?:[^'\\]|\\.)*'|\b\d+\b/g, (literal) =>
    random.below(1_000) < share ? random.pick([sqlText(random, values), 'NULL', '-1', '1e309', '0x', "b'1'"]) : literal,
  );
  return spoiled + (random.below(3) === 0 ? random.pick(DUMP_ENDS) : '');
}

const DUMP_ENDS = [
  '',
  'INSERT INTO `x` VALUES (',
  "INSERT INTO x VALUES ('",
  '/* ',
  'DELIMITER ;;\nCREATE TRIGGER a',
  'COPY x FROM stdin;\n\\N\t\\x\n\\.',
];

function sqlText(random: Random, values: HostileValues): string {
  return `'${wellFormed(values.text())
    .replaceAll('\\', '\\\\')
    .replaceAll("'", random.pick(["\\'", "''", "'"]))}'`;
}

function tableOfSlm(random: Random, values: HostileValues): string {
  const names = ['id', 'license_key', 'max_allowed_domains', 'lic_status', 'first_name', 'email', 'date_expiry'];
  const row = () =>
    names
      .map((name) => (name === 'id' || random.below(2) === 0 ? String(random.below(1_000)) : sqlText(random, values)))
      .join(',');
  const rows = Array.from({ length: random.pick([1, 5, 100]) }, () => `(${row()})`).join(',');
  const columns = names.map((name) => `\`${name}\``);
  return [
    '-- MySQL dump 10.13  Distrib 8.0.32',
    `CREATE TABLE \`wp_lic_key_tbl\` (${columns.map((name) => `${name} varchar(255)`).join(',\n')}) ENGINE=InnoDB;`,
    `INSERT INTO \`wp_lic_key_tbl\` (${columns.join(',')}) VALUES ${rows};\n`,
  ].join('\n');
}

function jsonExport(random: Random, values: HostileValues): string {
  const entry = () => ({
    id: random.pick<unknown>([random.below(1e6), values.any()]),
    type: random.pick<unknown>(['license-keys', 'licenses', values.any()]),
    attributes: { key: values.text(), status: 'active', expires_at: values.date(), activation_limit: values.number() },
    relationships: random.pick<unknown>([{}, null, values.any()]),
  });
  const data = Array.from({ length: random.pick([0, 1, 30]) }, entry);
  return jsonText(random.pick<unknown>([{ data }, data, { data: { data } }, values.any()]));
}

function broken(random: Random, bytes: Buffer): Buffer {
  switch (random.below(24)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length + 1));
    case 1:
      return Buffer.alloc(0);
    case 2:
      return flipped(random, bytes);
    case 3:
      return Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le');
    case 4:
      return Buffer.from(bytes.toString(), 'utf16le').subarray(1);
    case 5:
      return Buffer.from(bytes.toString(), 'latin1');
    case 6:
      return gzipSync(bytes);
    case 7:
      return gzipSync(bytes).subarray(0, -random.below(20) - 1);
    case 8:
      return flipped(random, gzipSync(bytes));
    case 9:
      return random.below(10) === 0 ? BOMB : gzipSync(gzipSync(bytes));
    case 10:
      return Buffer.concat([ZIP, bytes]);
    case 11:
      return Buffer.concat([bytes, Buffer.from('"'), Buffer.alloc(random.pick([1, 300_000]), 'x')]);
    case 12:
      return Buffer.concat([Buffer.from([0, 0, 0xff]), bytes]);
    case 13:
      return Buffer.from(Array.from({ length: 500 }, () => random.below(256)));
    default:
      return bytes;
  }
}

export function flipped(random: Random, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = 1 + random.below(8); count > 0 && copy.length > 0; count -= 1) {
    copy[random.below(copy.length)] = random.below(256);
  }
  return copy;
}
