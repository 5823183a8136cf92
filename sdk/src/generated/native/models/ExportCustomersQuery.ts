/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TimeRange } from './TimeRange';
export type ExportCustomersQuery = {
    /**
     * E-mail addresses, case-insensitive.
     */
    email?: (string | Array<string>) | undefined;
    /**
     * Only the customers with these references.
     */
    reference?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the name, the e-mail address or the company; or the exact reference. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Earliest and latest time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time of the last change.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
    /**
     * Columns of the file, separated by commas, in this order; all by default: id, number, name, reference, email, company, phone, notes, group, news_opt_out, created_at, updated_at.
     */
    columns?: string | undefined;
};

