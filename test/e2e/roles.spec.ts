import type { Role } from '../../src/identity/users/user.entity';
import { Contract, type DocumentedOperation, eachDocument } from '../support/conformance';
import { CALLS, ENDS_SESSION, type PreparedWorld, worldOn } from '../support/operation-calls';
import { createLoggedInUser } from '../support/users';
import { type Call, TestServer } from '../support/server';

const ROLES: Role[] = ['owner', 'admin', 'support', 'viewer'];
const CALLERS = [...ROLES, 'internal', 'external', 'system', 'stranger'] as const;
type CallerKind = (typeof CALLERS)[number];

const EVERYBODY = 'owner admin support viewer internal external system stranger';
const EVERY_USER = 'owner admin support viewer';
const READERS = 'owner admin support viewer internal';
const MANAGERS = 'owner admin internal';
const SEAT_KEEPERS = 'owner admin support internal';
const PROGRAMS = 'external system';

/** Who may call what: a route that is not here fails the test. */
const NATIVE_MATRIX: Record<string, string> = {
  logIn: EVERYBODY,
  logOut: EVERY_USER,
  getMe: EVERY_USER,
  changePassword: EVERY_USER,
  getSecondFactor: EVERY_USER,
  beginSecondFactor: EVERY_USER,
  confirmSecondFactor: EVERY_USER,
  createRecoveryCodes: EVERY_USER,
  removeSecondFactor: EVERY_USER,
  listOwnSessions: EVERY_USER,
  endOwnSession: EVERY_USER,
  endOtherSessions: EVERY_USER,
  createUser: 'owner admin',
  listUsers: EVERY_USER,
  getUser: EVERY_USER,
  updateUser: 'owner admin',
  deactivateUser: 'owner admin',
  activateUser: 'owner admin',
  resetSecondFactor: 'owner',
  listUserSessions: EVERY_USER,
  endUserSessions: 'owner admin',
  createApiKey: 'owner admin',
  listApiKeys: EVERY_USER,
  getApiKey: EVERY_USER,
  revokeApiKey: 'owner admin',
  rotateApiKey: 'owner admin',
  createProduct: MANAGERS,
  listProducts: READERS,
  getProduct: READERS,
  updateProduct: MANAGERS,
  deleteProduct: MANAGERS,
  listEntitlements: READERS,
  getEntitlement: READERS,
  putEntitlement: MANAGERS,
  deleteEntitlement: MANAGERS,
  listMeters: READERS,
  getMeter: READERS,
  putMeter: MANAGERS,
  deleteMeter: MANAGERS,
  createVersion: MANAGERS,
  listVersions: READERS,
  getVersion: READERS,
  updateVersion: MANAGERS,
  deleteVersion: MANAGERS,
  uploadVersionFile: MANAGERS,
  downloadVersionFile: READERS,
  deleteVersionFile: MANAGERS,
  createPolicy: MANAGERS,
  listPolicies: READERS,
  getPolicy: READERS,
  updatePolicy: MANAGERS,
  deletePolicy: MANAGERS,
  createCustomer: MANAGERS,
  listCustomers: READERS,
  getCustomer: READERS,
  updateCustomer: MANAGERS,
  deleteCustomer: MANAGERS,
  exportCustomers: READERS,
  importCustomers: MANAGERS,
  importLicenses: MANAGERS,
  mergeCustomers: MANAGERS,
  createGroup: MANAGERS,
  listGroups: READERS,
  getGroup: READERS,
  updateGroup: MANAGERS,
  deleteGroup: MANAGERS,
  createLead: 'owner admin',
  listLeads: EVERY_USER,
  exportLeads: EVERY_USER,
  getLead: EVERY_USER,
  updateLead: 'owner admin',
  deleteLead: 'owner admin',
  convertLead: 'owner admin',
  importLeads: 'owner admin',
  listLeadContacts: EVERY_USER,
  createLeadContact: 'owner admin',
  updateLeadContact: 'owner admin',
  deleteLeadContact: 'owner admin',
  listLeadActivities: EVERY_USER,
  createLeadActivity: 'owner admin',
  createAppBundle: MANAGERS,
  listAppBundles: READERS,
  getAppBundle: READERS,
  updateAppBundle: MANAGERS,
  deleteAppBundle: MANAGERS,
  listPublicKeys: EVERYBODY,
  listSigningKeys: EVERY_USER,
  rotateSigningKey: 'owner',
  revokeSigningKey: 'owner',
  listUpdateSigningKeys: EVERYBODY,
  rotateUpdateSigningKey: 'owner',
  revokeUpdateSigningKey: 'owner',
  issueLicense: MANAGERS,
  issueLicenses: MANAGERS,
  explainVerdict: READERS,
  listLicenses: READERS,
  exportLicenses: READERS,
  getLicense: READERS,
  updateLicense: MANAGERS,
  deleteLicense: MANAGERS,
  extendLicense: MANAGERS,
  changeLicensePolicy: MANAGERS,
  changeLicensePolicies: MANAGERS,
  getPolicyChange: READERS,
  checkInLicense: MANAGERS,
  rotateLicenseKey: MANAGERS,
  resetTransfers: MANAGERS,
  createKeyPool: MANAGERS,
  listKeyPools: READERS,
  getKeyPool: READERS,
  updateKeyPool: MANAGERS,
  deleteKeyPool: MANAGERS,
  importPooledKeys: MANAGERS,
  drawPooledKey: MANAGERS,
  convertTrial: MANAGERS,
  disableLicense: MANAGERS,
  enableLicense: MANAGERS,
  blockLicense: MANAGERS,
  unblockLicense: MANAGERS,
  revokeLicense: MANAGERS,
  listLicenseSessions: READERS,
  terminateLicenseSession: SEAT_KEEPERS,
  startLicenseSession: EVERYBODY,
  sendLicenseSessionHeartbeat: EVERYBODY,
  endLicenseSession: EVERYBODY,
  issueLicenseFile: MANAGERS,
  listLicenseFiles: READERS,
  revokeLicenseFile: MANAGERS,
  releaseOfflineDevice: MANAGERS,
  requestLicenseFile: EVERYBODY,
  listLicenseUsage: READERS,
  assignLicenseUser: MANAGERS,
  listLicenseUsers: READERS,
  getLicenseUser: READERS,
  removeLicenseUser: MANAGERS,
  requestTrial: EVERYBODY,
  listTrials: READERS,
  getTrial: READERS,
  verifyTrial: MANAGERS,
  deleteTrial: MANAGERS,
  listActivations: READERS,
  getActivation: READERS,
  updateActivation: SEAT_KEEPERS,
  deactivateActivation: SEAT_KEEPERS,
  createResource: MANAGERS,
  listResources: READERS,
  getResource: READERS,
  updateResource: MANAGERS,
  deleteResource: MANAGERS,
  importResources: MANAGERS,
  getResourceStats: READERS,
  allocateResources: MANAGERS,
  releaseResources: MANAGERS,
  listResourceAllocations: READERS,
  activate: EVERYBODY,
  validate: EVERYBODY,
  checkForUpdate: EVERYBODY,
  getLatestRelease: EVERYBODY,
  listReleases: EVERYBODY,
  downloadRelease: EVERYBODY,
  heartbeat: EVERYBODY,
  deactivate: EVERYBODY,
  recordUsage: EVERYBODY,
  listAlerts: EVERY_USER,
  getMonitoringStats: EVERY_USER,
  getVerdictSeries: EVERY_USER,
  getSeatSeries: EVERY_USER,
  listAnomalies: EVERY_USER,
  resolveAnomaly: 'owner admin',
  listAuditEntries: EVERY_USER,
  listEvents: EVERY_USER,
  search: READERS,
  createWebhook: 'owner admin',
  listWebhooks: EVERY_USER,
  getWebhook: EVERY_USER,
  updateWebhook: 'owner admin',
  deleteWebhook: 'owner admin',
  rotateWebhookSecret: 'owner admin',
  enableWebhook: 'owner admin',
  disableWebhook: 'owner admin',
  testWebhook: 'owner admin',
  listWebhookDeliveries: EVERY_USER,
  replayWebhookDelivery: 'owner admin',
  listSettings: EVERY_USER,
  updateSettings: 'owner',
  getReadiness: EVERYBODY,
};

const V2_MATRIX: Record<string, string> = {
  getStatus: EVERYBODY,
  getHealth: EVERYBODY,
  activateLicense: PROGRAMS,
  verifyLicense: PROGRAMS,
  getLicenseInfo: PROGRAMS,
  sendDeviceHeartbeat: PROGRAMS,
  startSession: PROGRAMS,
  sendSessionHeartbeat: PROGRAMS,
  endSession: PROGRAMS,
  checkVersion: PROGRAMS,
  getLatestVersion: PROGRAMS,
  searchCustomers: EVERY_USER,
  searchEverything: EVERY_USER,
  listCustomerLicenses: EVERY_USER,
  getCustomerStats: EVERY_USER,
  listLicenseDevices: EVERY_USER,
  registerDevice: 'owner admin',
  deactivateDevice: 'owner admin support',
  listLicenseResources: EVERY_USER,
  allocateLicenseResources: 'owner admin',
  checkResourceAvailability: EVERY_USER,
  getResourceUsage: EVERY_USER,
  toggleLicense: 'owner admin',
  activateLicenses: 'owner admin',
  deactivateLicenses: 'owner admin',
  deleteLicenses: 'owner admin',
  editLicense: 'owner admin',
  generateLicenseKey: 'owner admin',
  countActiveSessions: EVERY_USER,
  createAnalyticsToken: EVERY_USER,
  getLiveStats: EVERY_USER,
  getAnomalyStats: EVERY_USER,
  getLeadStats: EVERY_USER,
};

const LIC_MATRIX: Record<string, string> = {
  verifyLicense: EVERYBODY,
  logIn: EVERYBODY,
  logOut: EVERY_USER,
  listLicenses: EVERY_USER,
  createLicenses: 'owner admin',
  updateLicense: 'owner admin',
  deleteLicense: 'owner admin',
  extendLicense: 'owner admin',
  disableLicense: 'owner admin',
  enableLicense: 'owner admin',
  unbindLicense: 'owner admin support',
  getStats: EVERY_USER,
  listLogs: EVERY_USER,
};

const PROGRAN3_MATRIX: Record<string, string> = {
  listLicenses: READERS,
  getLicense: READERS,
  generateLicense: MANAGERS,
  createLicense: MANAGERS,
  activateLicense: EVERYBODY,
  validateLicense: EVERYBODY,
  updateLicense: MANAGERS,
  deleteLicense: MANAGERS,
  listSystems: READERS,
  updateSystem: EVERYBODY,
  recordHeartbeat: EVERYBODY,
  listHeartbeats: READERS,
  sendTelemetry: EVERYBODY,
  getDashboardStats: READERS,
};

const SMBEAUTY_MATRIX: Record<string, string> = {
  getHealth: EVERYBODY,
  checkLicenseHealth: EVERYBODY,
  downloadLicenseFile: EVERYBODY,
  createConfig: MANAGERS,
  updateConfig: MANAGERS,
  getConfig: READERS,
  listConfigs: READERS,
  deleteConfig: MANAGERS,
  uploadLicenseFile: MANAGERS,
};

const LICENSE_MANAGER_MATRIX: Record<string, string> = {
  checkHealth: EVERYBODY,
  checkExternalConnection: PROGRAMS,
  activateLicense: PROGRAMS,
  verifyLicense: PROGRAMS,
  deactivateLicense: PROGRAMS,
  checkLicense: PROGRAMS,
  checkUpdate: PROGRAMS,
  getLatestVersion: PROGRAMS,
  downloadUpdate: PROGRAMS,
  getDownloadSize: PROGRAMS,
  checkInternalConnection: READERS,
  listProducts: READERS,
  createProduct: MANAGERS,
  getProduct: READERS,
  updateProduct: MANAGERS,
  activateProduct: MANAGERS,
  deactivateProduct: MANAGERS,
  listVersions: READERS,
  createVersion: MANAGERS,
  getVersion: READERS,
  updateVersion: MANAGERS,
  listLicenses: READERS,
  createLicense: MANAGERS,
  getLicense: READERS,
  updateLicense: MANAGERS,
  blockLicense: MANAGERS,
  unblockLicense: MANAGERS,
  listActivations: READERS,
  reactivateActivation: MANAGERS,
  deactivateActivation: SEAT_KEEPERS,
  checkConnectionExt: PROGRAMS,
  activateLicenseLegacy: PROGRAMS,
  verifyLicenseLegacy: PROGRAMS,
  deactivateLicenseLegacy: PROGRAMS,
  getLatestVersionLegacy: PROGRAMS,
  checkUpdateLegacy: PROGRAMS,
  downloadUpdateLegacy: PROGRAMS,
  getUpdateSizeLegacy: PROGRAMS,
  getMainUpdateSizeLegacy: PROGRAMS,
  checkConnectionInt: READERS,
  addProductLegacy: MANAGERS,
  getProductLegacy: READERS,
  getProductsLegacy: READERS,
  markProductActive: MANAGERS,
  markProductInactive: MANAGERS,
  createLicenseLegacy: MANAGERS,
  editLicenseLegacy: MANAGERS,
  getLicenseLegacy: READERS,
  searchLicensesLegacy: READERS,
  deleteLicenseLegacy: MANAGERS,
  blockLicenseLegacy: MANAGERS,
  unblockLicenseLegacy: MANAGERS,
  deactivateActivationsLegacy: SEAT_KEEPERS,
};

const MATRICES: Record<string, Record<string, string>> = {
  native: NATIVE_MATRIX,
  v2: V2_MATRIX,
  lic: LIC_MATRIX,
  progran3: PROGRAN3_MATRIX,
  smbeauty: SMBEAUTY_MATRIX,
  'license-manager': LICENSE_MANAGER_MATRIX,
};

describe.each(eachDocument(CALLS))('the routes of $file', ({ file, dialect, calls, prefix }) => {
  const matrix = MATRICES[dialect.name] ?? {};
  const { operations } = new Contract(file);
  let server: TestServer;
  let world: PreparedWorld;
  let tokens: Map<Role, string>;
  beforeAll(async () => {
    server = await TestServer.start();
    world = await worldOn(server);
    tokens = new Map();
  });
  afterAll(() => server.stop());

  it('stand in the matrix, and the other way round', () => {
    expect(Object.keys(matrix).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.each(operations)('$id opens to those in the matrix and to nobody else', async (operation) => {
    const sent = await goodCall(operation);
    const expected = matrix[operation.id]?.split(' ');
    const opened: CallerKind[] = [];
    for (const kind of CALLERS) {
      const isOpen = await isOpenTo(operation, kind, sent);
      // What an earlier caller has used up may be refused to a later one.
      if (isOpen === expected?.includes(kind) ? isOpen : await isOpenTo(operation, kind, await goodCall(operation))) {
        opened.push(kind);
      }
    }
    expect(opened.join(' ')).toBe(matrix[operation.id]);
  });

  async function goodCall({ id }: DocumentedOperation): Promise<Record<string, unknown>> {
    return (await calls[id]?.good(world)) ?? {};
  }

  async function isOpenTo(
    operation: DocumentedOperation,
    kind: CallerKind,
    sent: Record<string, unknown>,
  ): Promise<boolean> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers: own } = sent as Call;
    const headers = { ...own, ...(await credentialOf(kind, operation)) };
    const answer = await server.call(operation.method.toUpperCase(), prefix + path, { body, query, headers });
    // Whoever is let in may still be told that what they sent is wrong for them, but never that they may not.
    return !isClosed(answer.status, answer.body);
  }

  async function credentialOf(kind: CallerKind, { id }: DocumentedOperation): Promise<Record<string, string>> {
    switch (kind) {
      case 'stranger':
        return {};
      case 'internal':
        return { 'x-api-key': world.internalKey };
      case 'external':
        return { 'x-api-key': world.externalKey };
      case 'system':
        return { 'x-api-key': server.systemKey };
      case 'owner':
      case 'admin':
      case 'support':
      case 'viewer':
        return { authorization: `Bearer ${await tokenOf(kind, id)}` };
    }
  }

  /** The same person's for all calls but those that end it. */
  async function tokenOf(role: Role, operationId: string): Promise<string> {
    const known = tokens.get(role);
    if (known && !ENDS_SESSION.includes(operationId)) {
      return known;
    }
    const { token } = await createLoggedInUser(server, role);
    if (!ENDS_SESSION.includes(operationId)) {
      tokens.set(role, token);
    }
    return token;
  }
});

const CLOSING_CODES = [
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_API_KEY', 'UNAUTHORIZED'],
  ...['TOKEN_EXPIRED', 'INSUFFICIENT_PERMISSIONS'],
];

interface Refusal {
  code?: string;
  error_code?: string;
  error?: { code?: string };
  status?: boolean;
}

/** License Manager has no codes, and a HEAD no body: there, the status says it all. */
function isClosed(status: number, body: Refusal | ''): boolean {
  const { code = '', isBare } =
    body === ''
      ? { isBare: true }
      : { code: body.error?.code ?? body.code ?? body.error_code, isBare: body.status === false };
  return (status === 401 || status === 403) && (CLOSING_CODES.includes(code) || isBare);
}
