/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseRequest = {
    /**
     * License key. At most 2,000 characters.
     */
    license?: string | undefined;
    /**
     * Number or reference of the product. Takes precedence over `item_name`. At most 2,000 characters.
     */
    item_id?: string | undefined;
    /**
     * Name of the product. At most 2,000 characters.
     */
    item_name?: string | undefined;
    /**
     * URL of the site, or any text that identifies the program; by default, the URL in the user agent of WordPress. At most 2,000 characters.
     */
    url?: string | undefined;
    /**
     * Type of the environment of the site; `production` by default. At most 2,000 characters.
     */
    environment?: string | undefined;
};

