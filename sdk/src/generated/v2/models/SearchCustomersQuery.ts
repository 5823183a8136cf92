/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SearchCustomersQuery = {
    /**
     * Case-insensitive part of the name, e-mail or company; with fewer than three letters, their beginning. A text without letters and digits finds nothing. All customers by default. At most 255 characters.
     */
    'q': string;
    /**
     * Page number, 1 by default. A page has 20 customers, newest first. 1 to 1,000,000.
     */
    page?: number | undefined;
};

