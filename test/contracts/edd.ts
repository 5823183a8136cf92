import { EVERYBODY } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { activated, aPackage, formOf, SITE } from '../support/edd';
import { issued } from '../testkit/issue';
import type { OperationCall, PreparedWorld } from '../support/prepared-world';

const PRODUCT = { item_name: 'v2-default' };
const unreadable = () => ({ body: { license: ['a list'] } });
const asForm = (call: object) => formOf({ ...PRODUCT, url: SITE, ...call });
const keyOf = async ({ server }: PreparedWorld) => ({ license: (await issued(server)).key });
const activatedKey = async ({ server }: PreparedWorld) => ({ license: await activated(server, PRODUCT) });

const calls: Record<string, OperationCall> = {
  activateLicense: { good: async (world) => asForm(await keyOf(world)), bad: unreadable },
  deactivateLicense: { good: async (world) => asForm(await activatedKey(world)), bad: unreadable },
  checkLicense: { good: async (world) => ({ query: { ...PRODUCT, url: SITE, ...(await activatedKey(world)) } }) },
  getVersion: { good: async (world) => ({ query: (await aPackage(world)).query }) },
  downloadPackage: {
    good: async (world) => (await aPackage(world)).path,
    bad: async (world) => ({ ...(await aPackage(world)).path, ticket: 'none' }),
  },
};

const callers: Record<string, string> = {
  activateLicense: EVERYBODY,
  deactivateLicense: EVERYBODY,
  checkLicense: EVERYBODY,
  getVersion: EVERYBODY,
  downloadPackage: EVERYBODY,
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'POST /?edd_action=activate_license',
  'POST /?edd_action=deactivate_license',
  'GET /?edd_action=check_license',
  'GET /?edd_action=get_version',
  'GET /edd-sl/package_download/{product}/{version}/{ticket}/{name}',
];

export const contract: ApiContract = { prefix: '/dialects/edd', calls, callers, endpoints };
