import type { GrantChange } from '../../core/catalog';

type FeatureRates = NonNullable<GrantChange['rates']>;

/** The public key of a relay, as in RFC 8037. */
export interface RelayJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
}

/** Claims of a relay's certificate, which is in the header of each of its signed answers. Times are seconds since 1970. */
export interface CertificateClaims {
  readonly ver: 1;
  readonly iss: string;
  /** UUID of the certificate. */
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  /** End of the pool. */
  readonly exp: number;
  readonly relay: {
    readonly id: string;
    readonly name: string;
    readonly key: RelayJwk;
    /** SHA-256 of the fingerprint of the only machine on which it runs, in hex. */
    readonly machine?: string;
  };
  /** Reference of the product. */
  readonly product: string;
  /** UUID of the license. */
  readonly license: string;
  /** SHA-256 of the license key, in hex. */
  readonly key_hash: string;
  readonly pool: Pool;
  /** Only of the second relay of a pair: UUID of the first one, whose pool it shares. */
  readonly pair?: { readonly id: string; readonly member: 2 };
}

/** The part of a license that a relay serves. */
export interface Pool {
  readonly sessions?: number;
  readonly activations?: number;
  /** Amounts by the code of the meter; of a credit as a decimal text. */
  readonly meters?: Readonly<Record<string, number | string>>;
}

/** Claims of the part of a relay file that only the relay reads. Times are seconds since 1970, or ISO 8601. */
export interface RelayLicenseClaims {
  readonly ver: 1;
  readonly jti: string;
  readonly license_key: string;
  readonly license: string;
  readonly product: { readonly reference: string; readonly name: string };
  /** Fields of the policy's behavior, named as in the API. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly license_fields: LicenseFields;
  /** `PUBLIC_URL` of the vendor's server. */
  readonly vendor_url?: string | null;
  /** Hours between renewals of a connected relay. */
  readonly report_hours?: number | null;
  /** The vendor's public signing keys. */
  readonly keys: readonly object[] | { readonly keys: readonly object[] };
}

/** Fields of the license that programs are told. */
export interface LicenseFields {
  readonly features?: readonly string[];
  /** Values by code, alone or with their end. */
  readonly entitlements?: Readonly<Record<string, unknown>>;
  readonly max_users?: number | null;
  readonly expires_at?: number | string | null;
  readonly metadata?: object | null;
  readonly customer?: { readonly name: string; readonly company?: string | null; readonly metadata?: object } | null;
  readonly users?: readonly string[];
  readonly upgrade_url?: string;
  /** Decimals of the credits in the pool, by code. */
  readonly decimals?: Readonly<Record<string, number>>;
  /** Amounts of credits that uses of features take. */
  readonly rates?: FeatureRates;
  /** Rates that hold from a time on, in ISO 8601. */
  readonly next_rates?: { readonly from: string; readonly rates: FeatureRates } | null;
}
