/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportCustomersForm = {
    /**
     * A CSV file, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. Its headings name the columns: `name`, and optionally `reference`, `email`, `company`, `phone`, `notes`; other columns of an export have no effect.
     */
    file: Blob;
};

