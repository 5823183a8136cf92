/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IssueLicenseFilesQuery = {
    /**
     * Why the change is made. It is kept in the audit log and in the events. At most 500 characters.
     */
    reason?: string | undefined;
    /**
     * Order or ticket behind the change. The audit log can be filtered by it. At most 100 characters.
     */
    reference?: string | undefined;
};

