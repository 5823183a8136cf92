/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListCustomersQuery = {
    /**
     * E-mail address, case-insensitive. At most 255 characters.
     */
    email?: string | undefined;
    /**
     * At most 255 characters.
     */
    reference?: string | undefined;
    /**
     * Case-insensitive part of the name, the e-mail address or the company; or the exact reference. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 100 characters.
     */
    after?: string | undefined;
};

