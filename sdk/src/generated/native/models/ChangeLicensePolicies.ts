/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CopiedLimit } from './CopiedLimit';
import type { ExpiryChange } from './ExpiryChange';
import type { LicenseFilter } from './LicenseFilter';
export type ChangeLicensePolicies = {
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
     * UUIDs or keys of licenses, at most 1,000. Either these or `filter`. At least 1 items.
     */
    ids?: Array<string> | undefined;
    /**
     * Filters of the list of licenses; `{}` selects all. Either this or `ids`.
     */
    filter?: LicenseFilter | undefined;
};

