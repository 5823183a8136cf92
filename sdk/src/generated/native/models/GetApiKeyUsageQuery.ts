/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetApiKeyUsageQuery = {
    /**
     * First day; by default, 29 days before `to`. At most 90 days.
     */
    from?: string | undefined;
    /**
     * Last day; today by default.
     */
    to?: string | undefined;
    /**
     * IANA name of the time zone whose days are counted. Default: the installation's `TIME_ZONE`. At most 64 characters.
     */
    time_zone?: string | undefined;
};

