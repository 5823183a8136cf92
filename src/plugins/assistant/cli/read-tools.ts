import type {
  CheckForUpdate,
  ExplainVerdict,
  GetSeatSeriesQuery,
  GetVerdictSeriesQuery,
  Keyward,
  ListActivationsQuery,
  ListAlertsQuery,
  ListAnomaliesQuery,
  ListAuditEntriesQuery,
  ListCustomersQuery,
  ListEventsQuery,
  ListLicenseRequestsQuery,
  ListLicensesQuery,
  ListPoliciesQuery,
  ListProductsQuery,
  ListVersionsQuery,
  SearchQuery,
} from '#sdk';
import { type Tool, tool } from './tool';

/** The inputs of a call about one thing. */
export interface WithId {
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGING = ['limit', 'after'];
const READ_ON = 'A page has `next`: give it as `after` for the next page; null at the end.';

export const READ_TOOLS: readonly Tool[] = [
  tool<SearchQuery>({
    name: 'search',
    title: 'Search everything',
    advice: 'The best start if you have a name, an e-mail address, a license key or a device.',
    operation: 'search',
    call: (keyward, query) => keyward.search.find(query),
  }),
  tool<ListLicensesQuery>({
    name: 'find_licenses',
    title: 'Find licenses',
    advice: READ_ON,
    operation: 'listLicenses',
    inputs: [
      ...['q', 'key', 'product', 'customer', 'group', 'policy', 'status', 'state', 'type', 'batch', 'metadata'],
      ...['created_at', 'expires_at', 'archived', 'sort', ...PAGING],
    ],
    call: (keyward, query) => keyward.licenses.list(query),
  }),
  tool<WithId>({
    name: 'show_license',
    title: 'Show a license',
    advice: 'With its limits, entitlements, meters and seats in use.',
    operation: 'getLicense',
    call: (keyward, { id }) => keyward.licenses.get(id),
  }),
  tool<ExplainVerdict>({
    name: 'explain_verdict',
    title: 'Explain why a program may or may not run',
    advice:
      'Says what a program would be told now, and judges every rule in order: the first that refuses decides. Nothing is changed or counted. `license_key` may be the UUID of the license.',
    operation: 'explainVerdict',
    inputs: [
      ...['license_key', 'hardware_id', 'operation', 'domain', 'address', 'app_version', 'platform', 'channel'],
      ...['environment', 'user', 'product', 'entitlements'],
    ],
    call: async (keyward, input) =>
      keyward.licenses.explainVerdict({ ...input, license_key: await keyOf(keyward, input.license_key) }),
  }),
  tool<ListLicenseRequestsQuery & WithId>({
    name: 'find_license_requests',
    title: 'Find what programs asked about a license',
    advice: `With the verdict of each request. ${READ_ON}`,
    operation: 'listLicenseRequests',
    call: (keyward, { id, ...query }) => keyward.licenses.listRequests(id, query),
  }),
  tool<ListActivationsQuery>({
    name: 'find_activations',
    title: 'Find activated devices and domains',
    advice: READ_ON,
    operation: 'listActivations',
    call: (keyward, query) => keyward.activations.list(query),
  }),
  tool<WithId>({
    name: 'show_activation',
    title: 'Show an activated device or domain',
    operation: 'getActivation',
    call: (keyward, { id }) => keyward.activations.get(id),
  }),
  tool<ListCustomersQuery>({
    name: 'find_customers',
    title: 'Find customers',
    advice: READ_ON,
    operation: 'listCustomers',
    call: (keyward, query) => keyward.customers.list(query),
  }),
  tool<WithId>({
    name: 'show_customer',
    title: 'Show a customer',
    operation: 'getCustomer',
    call: (keyward, { id }) => keyward.customers.get(id),
  }),
  tool<ListProductsQuery>({
    name: 'find_products',
    title: 'Find products',
    advice: READ_ON,
    operation: 'listProducts',
    call: (keyward, query) => keyward.products.list(query),
  }),
  tool<ListPoliciesQuery>({
    name: 'find_policies',
    title: 'Find policies',
    advice: READ_ON,
    operation: 'listPolicies',
    call: (keyward, query) => keyward.policies.list(query),
  }),
  tool<ListVersionsQuery & WithId>({
    name: 'find_versions',
    title: 'Find the versions of a product',
    advice: READ_ON,
    operation: 'listVersions',
    call: (keyward, { id, ...query }) => keyward.products.listVersions(id, query),
  }),
  tool<WithId & { readonly version_id: string }>({
    name: 'show_version',
    title: 'Show a version of a product',
    operation: 'getVersion',
    call: (keyward, { id, version_id }) => keyward.products.getVersion(id, version_id),
  }),
  tool<CheckForUpdate>({
    name: 'check_for_update',
    title: 'Check which version a program would get',
    operation: 'checkForUpdate',
    call: (keyward, input) => keyward.checkForUpdate(input),
  }),
  tool<ListEventsQuery>({
    name: 'find_events',
    title: 'Find events',
    advice: READ_ON,
    operation: 'listEvents',
    inputs: ['type', 'q', 'target', 'order', ...PAGING],
    call: (keyward, query) => keyward.audit.listEvents(query),
  }),
  tool<ListAuditEntriesQuery>({
    name: 'find_audit_entries',
    title: 'Find who changed what',
    advice: READ_ON,
    operation: 'listAuditEntries',
    call: (keyward, query) => keyward.audit.listEntries(query),
  }),
  tool({
    name: 'show_statistics',
    title: 'Show the statistics of the installation',
    operation: 'getMonitoringStats',
    call: (keyward) => keyward.monitoring.getStats(),
  }),
  tool<GetVerdictSeriesQuery>({
    name: 'show_verdicts',
    title: 'Show the answers to programs over time',
    operation: 'getVerdictSeries',
    call: (keyward, query) => keyward.monitoring.getVerdictSeries(query),
  }),
  tool<GetSeatSeriesQuery>({
    name: 'show_seats',
    title: 'Show the seats taken and freed over time',
    operation: 'getSeatSeries',
    call: (keyward, query) => keyward.monitoring.getSeatSeries(query),
  }),
  tool<ListAlertsQuery>({
    name: 'find_alerts',
    title: 'Find alerts about the installation',
    advice: READ_ON,
    operation: 'listAlerts',
    call: (keyward, query) => keyward.monitoring.listAlerts(query),
  }),
  tool<ListAnomaliesQuery>({
    name: 'find_anomalies',
    title: 'Find anomalies of licenses',
    advice: READ_ON,
    operation: 'listAnomalies',
    call: (keyward, query) => keyward.monitoring.listAnomalies(query),
  }),
];

/** Results show license keys shortened, so that an assistant knows a license by its UUID. */
async function keyOf(keyward: Keyward, license: string): Promise<string> {
  return UUID.test(license) ? (await keyward.licenses.get(license)).key : license;
}
