import { gzipSync } from 'node:zlib';
import { cryptlexLicense } from '../support/cryptlex-export';
import { gumroadSale } from '../support/csv-exports';
import { oldEddLicense } from '../support/edd-dump';
import { OLD_EXTERNAL_KEY } from '../support/licensebox-dump';
import { API_TOKEN } from '../support/paged-api';
import { oldSlmLicense } from '../support/slm-dump';
import { OLD_V2_KEY, oldV2License } from '../support/v2-dump';
import { importFiles, LEMON_SQUEEZY } from './import-files';

/** A page of docs/moving with an old server of its own. */
export interface MovingPage {
  /** What its commands read, by the names in the page. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** What stands in its commands, and what an operator types instead. */
  readonly typed: Readonly<Record<string, string>>;
}

/** Addresses at which the APIs of other servers answer here. */
export interface OldApis {
  readonly keygen: string;
  readonly lemonSqueezy: string;
}

/** All pages but those that import by calls and that compare. */
export async function movingPages(apis: OldApis): Promise<Readonly<Record<string, MovingPage>>> {
  const dumps = await importFiles();
  const dump = (name: string): Buffer => gzipSync(dumps[name] ?? '');
  const [instance] = LEMON_SQUEEZY['license-key-instances'];
  return {
    cryptlex: { files: { 'licenses.csv': dumps.cryptlex ?? '' }, typed: { 'A-KEY': cryptlexLicense(4).key } },
    edd: {
      files: { 'edd.sql.gz': dump('edd'), 'my-plugin-2.1.0.zip': 'PK' },
      typed: { 'A-KEY-FROM-THE-FIELD': oldEddLicense(2).key, 'https://www.shop.example': 'https://site2-0.example' },
    },
    gumroad: { files: { 'Sales.csv': dumps.gumroad ?? '' }, typed: { 'A-KEY': gumroadSale(1).key } },
    keygen: {
      files: {},
      typed: {
        'the-token': API_TOKEN,
        'https://keygen.example': apis.keygen,
        'A-KEY': 'KG-2',
        'ITS-FINGERPRINT': 'machine-2',
      },
    },
    'lemon-squeezy': {
      files: {},
      typed: {
        'the-api-key': API_TOKEN,
        'import lemon-squeezy': `import lemon-squeezy --api-url ${apis.lemonSqueezy}`,
        'A-KEY': 'LEMON-1',
        'ITS-INSTANCE': instance?.attributes.identifier ?? '',
      },
    },
    licensebox: {
      files: { 'licensebox.sql.gz': dump('licensebox'), 'my-product-1.2.0.zip': 'PK' },
      typed: {
        'MY-PROD-001': 'STUDIO',
        'v1.2.0': 'v-100',
        'OLD-EXTERNAL-KEY': OLD_EXTERNAL_KEY,
        'A-KEY': 'LB-00000007-ABCD',
        'https://www.shop.example/admin': 'https://www.Site7-0.example/app',
      },
    },
    licensespring: { files: { 'licenses.csv': dumps.licensespring ?? '' }, typed: { 'A-KEY': 'LS-1' } },
    'software-license-manager': {
      files: { 'slm.sql.gz': dump('software-license-manager') },
      typed: { 'A-KEY': oldSlmLicense(5).key, 'THE-SECRET-KEY': 'secret-of-another-site.23456789' },
    },
    spreadsheets: {
      files: { 'licenses.csv': dumps.spreadsheet ?? '', 'export.csv': 'Serial no.,Invoice,Seats\nS-1,7,2\nS-2,8,2\n' },
      typed: { 'A-KEY': 'S-1' },
    },
    v2: {
      files: { 'v2.sql.gz': dump('v2') },
      // The JSON of the page has its backslash twice.
      typed: { 'A-KEY': oldV2License(1).key, 'THE-OLD-KEY': OLD_V2_KEY, 'ITS-DEVICE': 'hw-1-0\\\\x' },
    },
  };
}
