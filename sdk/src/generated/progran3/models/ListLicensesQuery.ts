/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { ListLicensesOrder } from './ListLicensesOrder';
import type { ListLicensesSort } from './ListLicensesSort';
export type ListLicensesQuery = {
    /**
     * Number of the page; 1 by default.
     */
    page?: number | undefined;
    /**
     * Maximum number of items per page, 50 by default; values above 100 are reduced to 100. At least 1.
     */
    limit?: number | undefined;
    /**
     * Field by which the list is ordered.
     */
    sort?: ListLicensesSort | undefined;
    /**
     * Direction of the order.
     */
    order?: ListLicensesOrder | undefined;
    /**
     * Only licenses with this state.
     */
    status?: LicenseStatus | undefined;
    /**
     * Id of the user.
     */
    user_id?: string | undefined;
    /**
     * Part of the license key or of the description. At most 255 characters.
     */
    search?: string | undefined;
};

