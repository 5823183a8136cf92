/** What a person can enter for a request. */
export const TRY_FIELDS = ['key', 'device', 'product', 'client', 'domain', 'email', 'app', 'credential'] as const;
export type TryField = (typeof TRY_FIELDS)[number];
export type TryInput = Readonly<Partial<Record<TryField, string>>>;

/** A call of a program that people can send from a page. Its path has no parts that they enter. */
export interface TryOperation {
  /** Unique in its API. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: readonly TryField[];
  readonly headers?: (input: TryInput) => Readonly<Record<string, string | undefined>>;
  readonly body?: (input: TryInput) => object;
}

const withKey = ({ credential }: TryInput) => ({ 'x-api-key': credential });

const native = (name: string): TryOperation => ({
  name,
  method: 'POST',
  path: `/api/v1/${name}`,
  fields: ['key', 'device'],
  body: ({ key, device }) => ({ license_key: key, hardware_id: device }),
});

const v2 = (name: string): TryOperation => ({
  name,
  method: 'POST',
  path: `/api/license/${name}`,
  fields: ['key', 'device', 'credential'],
  headers: withKey,
  body: ({ key, device }) => ({ license_key: key, hardware_hash: device }),
});

const licenseManager = (name: string, more: object = {}): TryOperation => ({
  name,
  method: 'POST',
  path: `/api/external/license/${name}`,
  fields: ['key', 'product', 'client', 'domain', 'credential'],
  headers: (input) => ({ ...withKey(input), 'x-api-url': input.domain }),
  body: ({ key, product, client }) => ({ product_id: product, license_code: key, client_name: client, ...more }),
});

const progran3 = (name: string, path: string): TryOperation => ({
  name,
  method: 'POST',
  path,
  fields: ['key', 'device'],
  body: ({ key, device }) => ({ license_key: key, system_fingerprint: device }),
});

/** The calls by the name of their API. Nothing else can be sent. */
export const TRY_OPERATIONS: Readonly<Record<string, readonly TryOperation[]>> = {
  native: ['validate', 'activate', 'heartbeat', 'deactivate'].map(native),
  v2: ['verify', 'activate', 'heartbeat'].map(v2),
  'license-manager': [
    {
      name: 'connection-check',
      method: 'GET',
      path: '/api/external/connection-check',
      fields: ['credential'],
      headers: withKey,
    },
    licenseManager('verify'),
    licenseManager('activate', { verify_type: 'non_envato' }),
    licenseManager('deactivate'),
  ],
  lic: [
    {
      name: 'verify',
      method: 'POST',
      path: '/api/verify',
      fields: ['key', 'device'],
      body: ({ key, device }) => ({ license_key: key, machine_code: device }),
    },
  ],
  progran3: [
    progran3('validate', '/api/licenses/validate'),
    {
      ...progran3('activate', '/api/licenses/activate'),
      fields: ['key', 'device', 'email'],
      body: ({ key, device, email }) => ({ license_key: key, system_fingerprint: device, user_email: email }),
    },
    progran3('heartbeat', '/api/heartbeats'),
  ],
  smbeauty: [
    {
      name: 'health',
      method: 'POST',
      path: '/api/license/health',
      fields: ['app'],
      body: ({ app }) => ({ app_bundle_id: app }),
    },
  ],
};
