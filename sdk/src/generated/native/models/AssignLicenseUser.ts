/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AssignLicenseUser = {
    /**
     * E-mail address, stored in lower case. Either this or `external_id` is required.
     */
    email?: string | undefined;
    /**
     * Your own identifier of the user, without `@`, in place of `email`.
     */
    external_id?: string | undefined;
    name?: string | null | undefined;
};

