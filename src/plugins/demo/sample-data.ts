import type { EntitlementInput } from '../../core/catalog/internal';
import { SAMPLE_IDS } from '../../core/common';
import type { License } from '../../core/licenses';
import type { LicenseState } from '../../core/licenses/internal';

/** The test credentials that the V2 contract documents: for everybody to know, and never for production. */
const TEST_LICENSE_KEY = 'TEST-TEST-TEST-TEST';
export const TEST_API_KEY = 'test_api_key_123';
export const TEST_JWT_SECRET = 'test_jwt_secret';

export const TRIAL_KEY = 'DEMO-TRIAL-0009';

export const TEST_PRODUCT = 'v2-default';

interface SampleProduct {
  readonly reference: string;
  readonly name: string;
  readonly description: string;
  /** Programs may request a trial. */
  readonly offersTrial?: boolean;
  readonly versions: readonly SampleVersion[];
}

export interface SampleVersion {
  readonly version: string;
  readonly summary: string;
  readonly daysAgo: number;
  readonly isMandatory?: boolean;
  /** False for a draft. */
  readonly isActive?: boolean;
}

export interface SampleLicense {
  readonly uid?: string;
  readonly key: string;
  readonly product: string;
  /** Reference of the customer. */
  readonly customer?: string;
  readonly type?: License['type'];
  readonly description: string;
  readonly seats: number | null;
  readonly devices?: readonly string[];
  /** Days from now, after its devices are seated; negative ones are past. */
  readonly startsIn?: number;
  readonly expiresIn?: number;
  readonly state?: LicenseState;
  /** Counts exports. */
  readonly isMetered?: boolean;
  readonly policyOverrides?: License['policyOverrides'];
}

/** Published for the product of the documented license, which every server has. */
export const TEST_VERSION: SampleVersion = { version: '1.0.0', summary: 'The first one', daysAgo: 100 };

export const TRIAL = { name: 'Trial (demo)', durationDays: 30, maxActivations: 1 } as const;

/** No license uses it, so that it can be deleted. */
export const SPARE_POLICY = { name: 'Spare (demo)' } as const;

export const METER = {
  code: 'exports',
  declared: { name: 'Exports', unit: 'files', kind: 'consumed' },
  terms: { limit: 100, period: 'month', anchor: 'calendar', overage_percent: 0 },
} as const;

/** No license uses it, so that it can be deleted. */
export const SPARE_METER = {
  product: 'demo-photo-studio',
  code: SAMPLE_IDS.spareMeter,
  declared: { name: 'Imports', unit: 'files', kind: 'consumed' },
} as const;

export const ENTITLEMENT: { code: string; declared: EntitlementInput } = {
  code: 'export-pdf',
  declared: { name: 'Export to PDF', type: 'flag', choices: [] },
};

/** Versions with files, by product. */
export const VERSIONS_WITH_FILES = { 'demo-photo-studio': 'v2.0.0', 'demo-shop-plugin': 'v3.2.0' } as const;

export const PRODUCTS: readonly SampleProduct[] = [
  {
    reference: 'demo-photo-studio',
    name: 'Photo Studio (demo)',
    description: 'A program for desktops: seats are computers.',
    offersTrial: true,
    versions: [
      { version: '1.0.0', summary: 'The first one', daysAgo: 400 },
      { version: '1.1.0', summary: 'Layers', daysAgo: 200, isMandatory: true },
      { version: '2.0.0', summary: 'A new look', daysAgo: 20 },
      { version: '2.1.0', summary: 'Not published yet', daysAgo: 0, isActive: false },
    ],
  },
  {
    reference: 'demo-shop-plugin',
    name: 'Shop Plugin (demo)',
    description: 'A plugin for web shops.',
    offersTrial: true,
    versions: [
      { version: '3.1.4', summary: 'Pay by invoice', daysAgo: 90 },
      { version: '3.2.0', summary: 'Vouchers', daysAgo: 5 },
    ],
  },
  { reference: SAMPLE_IDS.spareProduct, name: 'Spare (demo)', description: 'Not sold yet.', versions: [] },
];

export const CUSTOMERS = [
  { reference: 'demo-acme', name: 'Ada Lovelace', email: 'ada@acme.example', company: 'Acme' },
  { reference: 'demo-globex', name: 'Grace Hopper', email: 'grace@globex.example', company: 'Globex' },
  { reference: 'demo-initech', name: 'Alan Turing', email: 'alan@initech.example', company: 'Initech' },
  {
    reference: SAMPLE_IDS.spareCustomer,
    name: 'Katherine Johnson',
    email: 'katherine@spare.example',
    company: 'Without licenses',
  },
] as const;

/** One for each state that a license can be in, and the documented one. */
export const LICENSES: readonly SampleLicense[] = [
  {
    key: TEST_LICENSE_KEY,
    product: TEST_PRODUCT,
    description: 'The documented test license',
    seats: 5,
    isMetered: true,
  },
  {
    key: 'DEMO-ACTIVE-0001',
    product: 'demo-photo-studio',
    customer: 'demo-acme',
    type: 'subscription',
    description: 'Two of five computers use it',
    seats: 5,
    policyOverrides: { rateLimits: { reports: { limit: 100, window: 'day' } } },
    devices: ['demo-desk', 'demo-laptop'],
    expiresIn: 300,
    isMetered: true,
  },
  {
    key: 'DEMO-FULL-0002',
    product: 'demo-photo-studio',
    customer: 'demo-globex',
    description: 'Its only seat is taken',
    seats: 1,
    devices: ['demo-workstation'],
  },
  {
    key: 'DEMO-UNUSED-0003',
    product: 'demo-shop-plugin',
    customer: 'demo-initech',
    type: 'lifetime',
    description: 'Sold, and not used yet',
    seats: null,
  },
  {
    key: 'DEMO-EXPIRED-0004',
    product: 'demo-photo-studio',
    customer: 'demo-acme',
    type: 'subscription',
    description: 'It was not renewed',
    seats: 3,
    devices: ['demo-old-desk'],
    expiresIn: -10,
  },
  {
    key: 'DEMO-NOT-STARTED-0005',
    product: 'demo-shop-plugin',
    customer: 'demo-globex',
    type: 'subscription',
    description: 'It begins next month',
    seats: 2,
    startsIn: 30,
    expiresIn: 395,
  },
  {
    key: 'DEMO-DISABLED-0006',
    product: 'demo-shop-plugin',
    customer: 'demo-initech',
    description: 'Switched off for now',
    seats: 2,
    devices: ['demo-shop-server'],
    state: 'disabled',
  },
  {
    key: 'DEMO-BLOCKED-0007',
    product: 'demo-photo-studio',
    description: 'Found on the internet',
    seats: 1,
    devices: ['demo-stranger'],
    state: 'blocked',
  },
  {
    key: 'DEMO-REVOKED-0008',
    product: 'demo-photo-studio',
    customer: 'demo-globex',
    description: 'Paid back',
    seats: 1,
    devices: ['demo-returned'],
    state: 'revoked',
  },
  {
    uid: SAMPLE_IDS.license,
    key: 'PROGRAN3-2025-DEMO01-DEMO01',
    product: 'progran3-default',
    description: 'For the calls of the ProGran3 plugin',
    seats: 1,
  },
  {
    key: TRIAL_KEY,
    product: 'demo-shop-plugin',
    type: 'trial',
    description: 'Somebody tries the program',
    seats: 1,
    expiresIn: 20,
  },
];
