import type { PersonalTables } from '../common/personal-data/personal-data';

const CATALOG = 'catalog of the vendor, written by staff';

export const CATALOG_PERSONAL_DATA = {
  app_bundles: { kept: CATALOG },
  entitlements: { kept: CATALOG },
  meters: { kept: CATALOG },
  policies: { kept: CATALOG },
  policy_versions: { kept: CATALOG },
  product_versions: { kept: CATALOG },
  products: { kept: CATALOG },
  program_modules: { kept: CATALOG },
  update_signing_keys: { kept: CATALOG },
  version_artifacts: { kept: CATALOG },
  version_downloads: { others: ['downloader'] },
} as const satisfies PersonalTables;
