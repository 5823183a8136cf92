/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkAction } from './BulkAction';
import type { BulkParameters } from './BulkParameters';
import type { LicenseFilter } from './LicenseFilter';
export type BulkLicenses = {
    /**
     * Change of the licenses, or their export.
     */
    action: BulkAction;
    /**
     * UUIDs or keys of licenses, at most 10,000. Either these or `filter`. At least 1 items.
     */
    ids?: Array<string> | undefined;
    /**
     * Only count what would change. False by default.
     */
    preview?: boolean | undefined;
    /**
     * Filters of the list of licenses; `{}` selects all. Either this or `ids`.
     */
    filter?: LicenseFilter | undefined;
    /**
     * Parameters of the action.
     */
    params?: BulkParameters | undefined;
};

