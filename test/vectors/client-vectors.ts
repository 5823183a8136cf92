import { createHash } from 'node:crypto';

/** The text of a store, as a client has read it. */
export interface StoreRecord {
  readonly license_key: string | null;
  readonly answer: string | null;
  readonly file: string | null;
  readonly seen: number;
  readonly proofs: readonly string[];
  readonly device: string | null;
  readonly borrowed: { readonly answer: string; readonly token: string } | null;
  readonly released: readonly string[];
  readonly request: { readonly nonce: string; readonly at: number } | null;
  readonly is_edited: boolean;
}

const EMPTY: StoreRecord = {
  license_key: null,
  answer: null,
  file: null,
  seen: 0,
  proofs: [],
  device: null,
  borrowed: null,
  released: [],
  request: null,
  is_edited: false,
};
const FULL: StoreRecord = {
  license_key: 'Q7RD-K2LM-9XWE-4TUB',
  answer: 'answer.of.server',
  file: '-----BEGIN KEYWARD LICENSE FILE-----\nZmlsZQ\n-----END KEYWARD LICENSE FILE-----\n',
  seen: 1_800_000_000_123,
  proofs: ['endorsement.of.key', 'list.of.keys'],
  device: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
  borrowed: { answer: 'answer.about.session', token: 'token' },
  released: ['0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e10', '0190c6a1-7b5e-7c3d-9f21-3a5b8c7d9e11'],
  request: { nonce: 'Zm9ybWF0cy10ZXN0', at: 1_800_000_000_000 },
  is_edited: false,
};
/** The rest of one that was edited. */
const EDITED: StoreRecord = {
  ...FULL,
  answer: null,
  file: null,
  seen: 0,
  borrowed: null,
  request: null,
  is_edited: true,
};

function sealOf({ license_key, answer, file, seen, released, request }: StoreRecord): string {
  const sealed = ['keyward', license_key, answer, file, seen, released];
  const text = JSON.stringify(request ? [...sealed, request.nonce, request.at] : sealed);
  return createHash('sha256').update(text).digest('hex');
}

function fieldsOf(record: StoreRecord): Record<string, unknown> {
  const { license_key: licenseKey, proofs, is_edited: _, ...others } = record;
  const all = { version: 1, licenseKey, ...others, keys: { proofs }, seal: sealOf(record) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

export function stores() {
  const full = fieldsOf(FULL);
  const text = JSON.stringify(full);
  const changed = (change: object): string => JSON.stringify({ ...full, ...change });
  const only = (change: Partial<StoreRecord>): [string, StoreRecord] => {
    const record = { ...EMPTY, ...change };
    return [JSON.stringify(fieldsOf(record)), record];
  };
  const nothing = { ...EMPTY, is_edited: true };
  const cases: [string, string, StoreRecord][] = [
    ['with all fields', text, FULL],
    ['with spaces and line ends', JSON.stringify(full, null, 2), FULL],
    ['with fields of a program that knows more', changed({ added: { since: 2 } }), FULL],
    ['of a first start', ...only({})],
    ['with a license key alone', ...only({ license_key: 'Q7RD-K2LM-9XWE-4TUB' })],
    ['with a license key of other characters', ...only({ license_key: 'Schlüssel "1" \\ / 鍵 🔑 \u2028\u007f' })],
    ['with a license key of control characters', ...only({ license_key: 'a\tb\u0001c\u001f' })],
    ['with another time', changed({ seen: 1 }), EDITED],
    ['with another license key', changed({ licenseKey: 'OTHER' }), { ...EDITED, license_key: 'OTHER' }],
    ['without what was given up', changed({ released: [] }), { ...EDITED, released: [] }],
    ['without its seal', changed({ seal: undefined }), EDITED],
    ['with the seal in capital letters', changed({ seal: sealOf(FULL).toUpperCase() }), EDITED],
    ['with the request of another time', changed({ request: { nonce: FULL.request?.nonce, at: 1 } }), EDITED],
    [
      'with another borrowed seat, which is signed',
      changed({ borrowed: { answer: 'another', token: 'other' } }),
      {
        ...FULL,
        borrowed: { answer: 'another', token: 'other' },
      },
    ],
    ['with a borrowed seat without a token', changed({ borrowed: { answer: 'another' } }), { ...FULL, borrowed: null }],
    ['of a newer version', changed({ version: 2 }), EDITED],
    [
      'with values of other types',
      JSON.stringify({
        version: 1,
        licenseKey: 7,
        answer: [],
        file: {},
        seen: 'now',
        keys: [],
        device: '',
        borrowed: 'x',
        released: 'none',
        request: { nonce: 1, at: 'x' },
        seal: null,
      }),
      nothing,
    ],
    [
      'with lists of other values',
      changed({ keys: { proofs: [1, 'proof', null] }, released: [{}, 'id', 2] }),
      {
        ...EDITED,
        proofs: ['proof'],
        released: ['id'],
      },
    ],
    ['of which one half is left', text.slice(0, text.length / 2), nothing],
    ['without text', '', nothing],
    ['of another program', '[settings]\nlanguage=de\n', nothing],
    ['that is a list', '[1]', nothing],
    ['that is null', 'null', nothing],
  ];
  return {
    about:
      'Texts of a store, and what a client reads from them. `is_edited`: the seal does not fit, or it is no store of this version.',
    cases: cases.map(([name, stored, record]) => ({ name, text: stored, record })),
  };
}

const DEVICES = [
  ['a machine id of Linux', 'editor', '0123456789abcdef0123456789abcdef'],
  ['an id of Windows', 'editor', '7d444840-9dc0-11d1-b245-5ffdce74fad2'],
  ['another product', 'viewer', '0123456789abcdef0123456789abcdef'],
  ['a reference with other characters', 'zeichen-ä', '0123456789abcdef0123456789abcdef'],
] as const;

/** With their canonical JSON. */
const OBJECTS: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['an object', { board: 'X1', cpu: 'A' }, '{"board":"X1","cpu":"A"}'],
  ['members in another order', { cpu: 'A', board: 'X1' }, '{"board":"X1","cpu":"A"}'],
  ['numbers and other characters', { cores: 8, größe: 1.5, disk: null }, '{"cores":8,"disk":null,"größe":1.5}'],
];

export function fingerprints() {
  const sha256 = (text: string) => createHash('sha256').update(text);
  return {
    about:
      'What clients send as `hardware_id`: the fingerprint of a product and the id of a device; and the fingerprints that the server makes of objects.',
    cases: DEVICES.map(([name, product, id]) => ({
      name,
      product,
      id,
      hardware_id: sha256(`${product}\0${id}`).digest('base64url'),
    })),
    objects: OBJECTS.map(([name, object, canonical]) => ({
      name,
      object,
      fingerprint: sha256(canonical).digest('hex'),
    })),
  };
}
