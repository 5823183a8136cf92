import { type PermissionName } from '../../../core/common';
import { isDotSegment } from '../../../core/common/internal';
import type { BehaviorFields } from '../../../core/catalog';
import type { ApiKey } from '../../../core/identity';
import type { Activation } from '../../../core/licenses';
import type { RowKind } from './import-row.entity';

/** Instants are ISO 8601 in UTC; limits are null if there are none. */
export interface StagedData {
  readonly product: {
    /** Kept if programs name the product by it. */
    readonly uid?: string;
    readonly reference: string;
    readonly name: string;
    readonly description?: string;
    readonly envato_item_id?: string | null;
    readonly is_active?: boolean;
    readonly updates_need_license?: boolean;
    readonly serve_latest_updates?: boolean;
  };
  readonly version: {
    readonly reference: string;
    readonly version: string;
    /** `YYYY-MM-DD`. */
    readonly released_at?: string;
    readonly summary?: string;
    readonly changelog?: string;
    readonly download_url?: string;
    readonly is_mandatory?: boolean;
    readonly is_active?: boolean;
    /** Release channel, in lower case. */
    readonly channel?: string;
  };
  /** A flag that licenses of its product may have. */
  readonly entitlement: {
    readonly uid?: string;
    readonly code: string;
    readonly name: string;
  };
  /** Recognized from licenses that have the same limits, or a policy of the old server. */
  readonly policy: PolicyPattern & {
    readonly uid?: string;
    readonly name: string;
    readonly licenses: number;
    readonly policy?: string | null;
    readonly max_users?: number | null;
    readonly expiry_basis?: 'creation' | 'first_activation';
    readonly behavior?: Partial<BehaviorFields>;
    /** Codes. */
    readonly entitlements?: readonly string[];
  };
  readonly customer: {
    readonly uid?: string;
    readonly reference?: string | null;
    readonly name: string;
    readonly email: string | null;
    readonly company?: string | null;
    readonly phone?: string | null;
  };
  readonly license: {
    /** Kept if programs name the license by it. */
    readonly uid?: string;
    readonly key: string;
    /** The `sourceId` of its customer. */
    readonly customer?: string | null;
    readonly pattern?: string;
    /** The `sourceId` of its policy, if the old server has policies. */
    readonly policy?: string;
    /** Codes of those that its policy does not give. */
    readonly entitlements?: readonly string[];
    readonly type_label?: string | null;
    readonly max_activations?: number | null;
    readonly max_users?: number | null;
    readonly uses_limit?: number | null;
    /** Further activations that are allowed, which the old server counts down. */
    readonly uses_left?: number | null;
    readonly duration_days?: number | null;
    readonly starts_at?: string | null;
    readonly expires_at?: string | null;
    readonly updates_until?: string | null;
    readonly support_until?: string | null;
    readonly allowed_domains?: readonly string[];
    readonly allowed_ips?: readonly string[];
    readonly restricted_to_client_name?: string | null;
    readonly is_envato?: boolean;
    readonly description?: string;
    readonly metadata?: Readonly<Record<string, unknown>>;
    readonly state?: 'active' | 'disabled' | 'blocked' | 'revoked';
    readonly created_at?: string | null;
    /** For a license whose activations have ended; otherwise, its first activation states the time. */
    readonly first_activated_at?: string | null;
  };
  readonly activation: {
    /** Kept if programs name the activation by it. */
    readonly uid?: string;
    readonly kind: Activation['kind'];
    readonly fingerprint: string;
    readonly name?: string | null;
    readonly app_version?: string | null;
    readonly ip?: string | null;
    readonly user_agent?: string | null;
    readonly activated_at: string | null;
    readonly last_seen_at?: string | null;
    /** Data of the program, as the API of the old server returns it. */
    readonly device_data?: Readonly<Record<string, unknown>>;
    readonly cores?: number | null;
    readonly memory_mb?: number | null;
  };
  readonly api_key: {
    readonly kind: ApiKey['kind'];
    readonly name: string;
    /** SHA-256 in base64url: the value itself is not stored. */
    readonly hash: string;
    readonly prefix: string;
    /** Those of its kind by default. */
    readonly permissions?: readonly PermissionName[];
    readonly allowed_ips?: readonly string[];
  };
  readonly blocked: { readonly setting: string; readonly entry: string };
  /** A table that is not imported. */
  readonly other: { readonly rows: number; readonly columns: readonly string[] };
}

/** Values that all licenses of a policy share. */
export interface PolicyPattern {
  readonly product: string;
  readonly type_label: string | null;
  readonly max_activations: number | null;
  readonly uses_limit: number | null;
  readonly duration_days: number | null;
}

/** A row as a source gives it. */
export interface StagedRow<K extends RowKind = RowKind> {
  readonly kind: K;
  /** Identifier by which other rows of the source refer to this one, unique in its kind; null if no row does. */
  readonly sourceId: string | null;
  readonly parent?: string | null;
  readonly label: string;
  readonly data: StagedData[K] | object;
  /** Why it cannot be imported. */
  readonly problem?: string;
  readonly notes?: readonly string[];
  /** The source names the same thing again and again, such as the customer of each license: repetitions are no rows. */
  readonly isDerived?: boolean;
}

/** A typed row; the data of a row with a problem is what people need to find it. */
export function staged<K extends RowKind>(
  kind: K,
  row: Omit<StagedRow<K>, 'kind' | 'data'> & { readonly data: StagedData[K] },
): StagedRow<K> {
  const { reference } = row.data as { readonly reference?: string | null };
  const isUnreadable = typeof reference === 'string' && isDotSegment(reference);
  return { kind, ...row, ...(isUnreadable && { problem: row.problem ?? 'reference_not_for_paths' }) };
}

export function refused(kind: RowKind, label: string, problem: string, data: object = {}): StagedRow {
  return { kind, sourceId: null, label, data, problem };
}
