import { address, defineDialect } from '../../core/common';
import { isWellFormedKey } from '../../core/catalog';
import { utcDate } from '../kit/dates';
import { LicenseManagerSettings } from './license-manager.settings';
import { errorsAt, EXTERNAL } from './http/error-tables';
import { sayTo } from './http/program-language';
import { LICENSE_MANAGER_PRESENTATION } from './license-manager.presentation';

/** LicenseBox's calls, which its programs still use. */
const LEGACY_CALLS = [
  ...['check_connection_ext', 'latest_version', 'check_update', 'activate_license', 'verify_license'],
  ...['deactivate_license', 'get_update_size', 'download_update'],
  ...['check_connection_int', 'add_product', 'get_product', 'get_products', 'mark_product_active'],
  ...['mark_product_inactive', 'create_license', 'edit_license', 'get_license', 'search_license', 'delete_license'],
  ...['block_license', 'unblock_license', 'deactivate_license_activations'],
];

/** Default license code format of products created through this API. */
export const CODE_FORMAT = 'uuid';

/** Botble's License Manager and its predecessor LicenseBox: products activate by domain and update themselves. */
export const LICENSE_MANAGER = defineDialect({
  name: 'license-manager',
  title: 'License Manager API',
  description: 'The API of License Manager and LicenseBox, for existing clients.',
  ...LICENSE_MANAGER_PRESENTATION,
  pathPrefixes: ['/api/external', '/api/internal', '/api/health-check', ...LEGACY_CALLS.map((call) => `/api/${call}`)],
  credential: { headers: ['x-api-key', 'lb-api-key'] },
  reads: { query: true, trailingSlash: true },
  clientHeaders: ['x-api-url', 'x-api-ip', 'x-api-language', 'x-url', 'lb-url', 'lb-ip', 'lb-lang'],
  unknownFields: 'ignore',
  errors: EXTERNAL,
  errorsAt,
  translate: sayTo,
  limits: {
    default: {
      perMinute: LicenseManagerSettings.requestsPerMinute.default,
      setting: LicenseManagerSettings.requestsPerMinute.name,
      keyStrategies: {
        setting: LicenseManagerSettings.requestsCountedBy.name,
        default: LicenseManagerSettings.requestsCountedBy.default,
        strategies: {
          ip_address: [address],
          api_key: ['caller'],
          api_key_ip_address: [address, 'caller'],
        },
      },
    },
    // One shop server sends the calls of all its customers.
    unauthenticated: { perMinute: LicenseManagerSettings.requestsPerMinute.default },
    // Purchase codes that Envato is asked for, of all programs, and those of an address that it does not know.
    purchase_codes: { perMinute: 60 },
    unknown_purchase_codes: { perMinute: 20, keyBy: address },
  },
  settings: Object.values(LicenseManagerSettings),
  dates: utcDate,
  paging: { size: 20, max: 100 },
  keyPattern: isWellFormedKey,
});
