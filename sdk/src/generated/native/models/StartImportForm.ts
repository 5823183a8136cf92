/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DamagedValues } from './DamagedValues';
import type { ImportApi } from './ImportApi';
import type { StartImportDates } from './StartImportDates';
import type { StartImportFrom } from './StartImportFrom';
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
    from: StartImportFrom;
    /**
     * Time zone of dates that name none; by default that of the file, or UTC.
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
     * Character set of the file, such as `windows-1252`; UTF-8 or UTF-16 by default. A file that is neither fails with `charset_unclear`. At most 40 characters.
     */
    charset?: string | undefined;
    /**
     * Order of day and month in dates such as `12/11/2030`. Without it, an import with a date that can be read in two ways fails with `dates_unclear`.
     */
    dates?: StartImportDates | undefined;
    /**
     * What becomes of values that a spreadsheet has changed: `repair` removes guards such as `="00123"` and leaves out what is lost, such as the key `1.23457E+15`; `keep` takes them as they are. Without it, an import with such values fails with `values_damaged`.
     */
    damaged?: DamagedValues | undefined;
    /**
     * Line of the headings of a spreadsheet; by default the first one with several cells, or with a heading that has a meaning. 1 to 11.
     */
    header_line?: number | undefined;
    /**
     * Meaning of columns by their headings, as JSON, such as `{"Serial no.": "key"}`: key, product, product_name, type, email, recipient_email, name, first_name, last_name, company, phone, seats, is_unlimited, starts_at, expires_at, duration, created_at, updates_until, support_until, status, is_enabled, is_disabled, is_revoked, is_disputed, is_dispute_won, description, allowed_domains, allowed_ips, domains, devices, activated_at, `metadata.NAME`, or empty for a column that is not imported.
     */
    columns?: string | undefined;
};

