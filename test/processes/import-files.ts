import { cryptlexCsv, cryptlexLicense } from '../support/cryptlex-export';
import { gumroadCsv, licenseSpringCsv } from '../support/csv-exports';
import { eddDump } from '../support/edd-dump';
import { licenseboxDump } from '../support/licensebox-dump';
import { PagedApi, pagesOf, type Resource } from '../support/paged-api';
import { slmDump } from '../support/slm-dump';
import { v2Dump } from '../support/v2-dump';

const COUNT = 30;
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);
const PRODUCT = '5f0c3f0e-6f4e-4c43-9d53-7a3c0f4b0001';

/** Files of all sources. No two of them name the same customer, product or policy. */
export async function importFiles(): Promise<Readonly<Record<string, string>>> {
  const files = {
    licensebox: [...licenseboxDump(COUNT, { rowsPerInsert: 10, hasColumns: false })].join(''),
    v2: v2Dump(COUNT),
    edd: [...eddDump(COUNT)].join(''),
    'software-license-manager': slmDump(COUNT),
    keygen: await recorded('keygen', KEYGEN),
    'lemon-squeezy': await recorded('lemon-squeezy', LEMON_SQUEEZY),
    gumroad: gumroadCsv(COUNT),
    licensespring: licenseSpringCsv(NUMBERS.map(licenseSpringRow)),
    cryptlex: cryptlexCsv(NUMBERS.map(cryptlexLicense)),
    spreadsheet: SPREADSHEET,
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replace(/shop\.example/gi, `${name}.example`)]),
  );
}

async function recorded(name: string, lists: Readonly<Record<string, readonly Resource[]>>): Promise<string> {
  const api = await PagedApi.start(lists);
  api.hasCursors = name === 'keygen';
  try {
    return await pagesOf(name, api);
  } finally {
    await api.stop();
  }
}

const related = (type: string, id: string) => ({ data: { type, id } });
const uuid = (kind: number, number: number): string =>
  `5f0c3f0e-6f4e-4c43-9d5${kind}-${number.toString(16).padStart(12, '0')}`;

export const KEYGEN = {
  products: [{ type: 'products', id: PRODUCT, attributes: { name: 'Studio' } }],
  policies: [
    {
      type: 'policies',
      id: uuid(1, 1),
      attributes: { name: 'Later', duration: 1_209_600, expirationBasis: 'FROM_FIRST_ACTIVATION', maxMachines: 1 },
    },
  ],
  users: NUMBERS.slice(0, 12).map((number) => ({
    type: 'users',
    id: uuid(2, number),
    attributes: { fullName: `User ${number}`, email: `user${number}@shop.example`, role: 'user' },
  })),
  licenses: NUMBERS.map((number) => ({
    type: 'licenses',
    id: uuid(3, number),
    attributes: {
      name: `License ${number}`,
      key: number % 9 === 0 ? 'k'.repeat(400) : `KG-${number}`,
      maxMachines: 1,
      expiry: number % 2 === 0 ? '2031-02-03T04:05:06.789Z' : null,
      created: '2021-05-04T10:20:30.000Z',
      status: number % 5 === 0 ? 'BANNED' : 'ACTIVE',
      suspended: number % 7 === 0,
      metadata: { order: number },
    },
    relationships: {
      product: related('products', PRODUCT),
      policy: related('policies', uuid(1, 1)),
      owner: related('users', uuid(2, 1 + (number % 12))),
    },
  })),
  machines: [...NUMBERS, COUNT + 1].map((number) => ({
    type: 'machines',
    id: uuid(4, number),
    attributes: { fingerprint: `machine-${number % 20}`, name: 'desk', created: '2021-06-07T08:09:10.000Z' },
    relationships: { license: related('licenses', uuid(3, number)) },
  })),
};

export const LEMON_SQUEEZY = {
  products: [{ type: 'products', id: '21', attributes: { name: 'Pencil box' } }],
  'license-keys': NUMBERS.map((number) => ({
    type: 'license-keys',
    id: String(number),
    attributes: {
      product_id: number % 10 === 0 ? 99 : 21,
      key: `LEMON-${number}`,
      user_name: `Buyer ${number}`,
      user_email: `buyer${number % 12}@shop.example`,
      activation_limit: 1 + (number % 2),
      disabled: 0,
      status: number % 6 === 0 ? 'expired' : 'active',
      expires_at: null,
      order_id: number,
      created_at: '2021-05-04T10:20:30.000000Z',
    },
  })),
  'license-key-instances': NUMBERS.map((number) => ({
    type: 'license-key-instances',
    id: String(number),
    attributes: {
      license_key_id: number,
      identifier: uuid(5, number),
      name: `desk ${number}`,
      created_at: '2021-06-07T08:09:10.000000Z',
    },
  })),
};

const licenseSpringRow = (number: number) => ({
  license__license_key: number % 8 === 0 ? '' : `LS-${number}`,
  product__short_code: `spring-${number % 2}`,
  license__max_activations: String(number % 4),
  license__valid_duration: number % 3 === 0 ? '1y' : '',
  license__enabled: number % 5 === 0 ? 'False' : 'True',
  customer__email: `ann${number % 11}@shop.example`,
});

/** Devices and domains in further rows, and rows that cannot be read. */
const SPREADSHEET = [
  'Key,Product,Email,Seats,Status,Machines,Sites,Expires',
  ...NUMBERS.flatMap((number) => [
    `SHEET-${number},Sheet ${number % 2},cy${number % 9}@shop.example,2,active,PC-${number},,2031-02-03`,
    `SHEET-${number},Sheet ${number % 2},,,,"PC-${number};Laptop-${number}",www.site${number}.example,`,
  ]),
  'SHEET-X,Sheet 1,,many,active,,,',
  ',Sheet 1,,1,active,,,',
  '',
].join('\n');
