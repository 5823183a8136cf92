/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateVersionQuery = {
    /**
     * Order or ticket behind the change. The audit log can be filtered by it. At most 100 characters.
     */
    reference?: string | undefined;
};

