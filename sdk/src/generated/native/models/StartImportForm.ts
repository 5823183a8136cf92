/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StartImportForm = {
    /**
     * A dump or an export, plain or as gzip. The setting `imports.max_megabytes` limits its size.
     */
    file: Blob;
    /**
     * The server that wrote the file.
     */
    from: 'licensebox' | 'software-license-manager' | 'edd' | 'lemon-squeezy' | 'keygen' | 'v2' | 'gumroad' | 'licensespring' | 'cryptlex' | 'spreadsheet';
    /**
     * Zone of dates without one; that of the file, else UTC, by default.
     */
    time_zone?: string | undefined;
    /**
     * Prefix of the tables of one site, in a dump of several.
     */
    table_prefix?: string | undefined;
    /**
     * Reference of the product of licenses that name none.
     */
    product?: string | undefined;
    /**
     * Meaning of columns by their headings, as JSON, such as `{"Serial no.": "key"}`: key, product, product_name, type, email, recipient_email, name, first_name, last_name, company, phone, seats, is_unlimited, starts_at, expires_at, duration, created_at, updates_until, support_until, status, is_enabled, is_disabled, is_revoked, is_disputed, is_dispute_won, description, allowed_domains, allowed_ips, domains, devices, activated_at, or `metadata.NAME`.
     */
    columns?: string | undefined;
};

