/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CopiedLimit } from './CopiedLimit';
import type { ExpiryChange } from './ExpiryChange';
export type ChangeLicensePolicy = {
    /**
     * UUID or name of the new policy. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Limits that follow the policy; the license keeps the others. All by default. `duration_days` of a term that has begun
     * follows only with `restart`.
     */
    limits?: Array<CopiedLimit> | undefined;
    /**
     * `keep` keeps a term that has begun, with its expiration date; `restart` begins the policy's term now, or with the first
     * activation, check or download that the policy names. `keep` by default.
     */
    expiry?: ExpiryChange | undefined;
    /**
     * Only preview the change. False by default.
     */
    dry_run?: boolean | undefined;
    /**
     * Date in the future at which the change is made; at once by default. It is checked against the license of today, listed in its `scheduled_changes`, and made within a minute after the date. A date alone is its first second in `TIME_ZONE`. ISO 8601.
     */
    effective_at?: string | undefined;
};

