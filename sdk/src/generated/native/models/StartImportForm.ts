/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportApi } from './ImportApi';
export type StartImportForm = {
    /**
     * A dump or an export, plain or as gzip, in a form; required without `api`. The setting `imports.max_megabytes` limits its size.
     */
    file?: Blob | undefined;
    /**
     * Access to the API that is read instead of a file: lemon-squeezy, keygen.
     */
    api?: ImportApi | undefined;
    /**
     * The other server.
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
     * Meaning of columns by their headings, as JSON, such as `{"Serial no.": "key"}`: key, product, product_name, type, email, recipient_email, name, first_name, last_name, company, phone, seats, is_unlimited, starts_at, expires_at, duration, created_at, updates_until, support_until, status, is_enabled, is_disabled, is_revoked, is_disputed, is_dispute_won, description, allowed_domains, allowed_ips, domains, devices, `metadata.NAME`, or empty for a column that is not imported.
     */
    columns?: string | undefined;
};

