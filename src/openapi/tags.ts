/** Tags of a document with their descriptions, in the order in which a reader needs them: calls of programs first. */
type Tags = Readonly<Record<string, string>>;

const NATIVE: Tags = {
  client: 'Calls of client programs: activate, check and release a license on a device.',
  'license-sessions': 'Floating seats: concurrent sessions of a license.',
  trials: 'Trial licenses: requested by programs, verified and managed by admins.',
  'signing-keys': 'Public keys that verify signed answers and license files.',
  licenses: 'Issue, change, extend, disable, revoke, import and export licenses.',
  'license users': 'Users to whom a license is assigned.',
  'license-files': 'Signed license files for programs without network, and release codes of their devices.',
  activations: 'Devices on which licenses are activated.',
  'key-pools': 'Imported license keys that are drawn one by one.',
  products: 'Products with their versions, files, entitlements and meters.',
  policies: 'Terms and behavior that licenses take from their policy.',
  customers: 'Customers who own licenses.',
  groups: 'Groups of licenses and customers with common limits.',
  leads: 'Institutions that may become customers, with contacts and activities.',
  resources: 'Numbered resources, such as servers, that are allocated to licenses.',
  'app-bundles': 'Apps whose license is a file or a state of the app.',
  'update-signing-keys': 'Keys that sign the manifests of updates.',
  search: 'Search over licenses, customers, products and devices.',
  audit: 'Who changed what, and the events that changes cause.',
  webhooks: 'Events sent to other systems.',
  monitoring: 'Readiness, statistics, alerts and anomalies.',
  auth: 'Log in, log out and own sessions.',
  users: 'Users of the console and of the management calls.',
  'api-keys': 'API keys of client programs and of other systems.',
  settings: 'Settings that admins change at run time.',
};

/** By the name of the dialect. */
export const TAGS: Readonly<Record<string, Tags>> = {
  native: NATIVE,
  v2: {
    license: 'Calls of client programs: activate, verify and look up a license.',
    session: 'Heartbeats and sessions of client programs.',
    version: 'Updates for client programs.',
    status: 'Whether the server runs.',
    'license-admin': 'Change licenses, one or many.',
    devices: 'Devices of a license.',
    customers: 'Customers and their licenses.',
    resources: 'Resources of licenses.',
    leads: 'Statistics of leads.',
    admin: 'Search, license keys and tokens for the admin panel.',
    monitoring: 'Live statistics and anomalies.',
  },
  lic: {
    verify: 'The call of client programs: verify a license and bind it to a machine.',
    auth: 'Log in and out of the management calls.',
    licenses: 'Create, list, change, extend, disable and unbind licenses.',
    records: 'Statistics and the log of verifications.',
  },
  'license-manager': {
    license: 'Calls of client programs: activate, verify, check and deactivate a license.',
    update: 'Updates for client programs.',
    connection: 'Whether the server runs and an API key is valid.',
    products: 'Products and their state.',
    versions: 'Versions of a product and their files.',
    licenses: 'Licenses of products, and blocked ones.',
    activations: 'Activations of licenses on domains.',
    legacy: "LicenseBox's calls, which its programs still use.",
  },
  progran3: {
    licenses: 'Activate and validate licenses; generate, list and change them.',
    systems: 'Systems of the plugin, their heartbeats and telemetry, and statistics.',
  },
  smbeauty: {
    license: 'Calls of apps: the state and the file of their license.',
    admin: 'Configurations and license files of apps.',
    status: 'Whether the server runs.',
  },
};

export function tagsOf(dialect: string): { name: string; description: string }[] {
  return Object.entries(TAGS[dialect] ?? {}).map(([name, description]) => ({ name, description }));
}
