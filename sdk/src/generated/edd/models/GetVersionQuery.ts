/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetVersionQuery = {
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
    /**
     * Slug of the plugin, which the answer repeats; by default, that of the product. At most 2,000 characters.
     */
    slug?: string | undefined;
    /**
     * Version of the plugin, which is answered if the site does not meet the requirements. At most 2,000 characters.
     */
    version?: string | undefined;
    /**
     * `1` also offers versions of the channels `rc` and `beta`. At most 2,000 characters.
     */
    beta?: string | undefined;
    /**
     * Version of PHP, compared with `requires_php`. At most 2,000 characters.
     */
    php_version?: string | undefined;
    /**
     * Version of WordPress, compared with `requires`. At most 2,000 characters.
     */
    wp_version?: string | undefined;
    /**
     * Name of the product, if neither `item_id` nor `item_name` is sent. At most 2,000 characters.
     */
    name?: string | undefined;
};

