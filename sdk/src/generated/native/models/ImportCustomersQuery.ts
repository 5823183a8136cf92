/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportCustomersQuery = {
    /**
     * Whether to report what is wrong with the file without importing it; true by default.
     */
    dry_run?: boolean | undefined;
};

