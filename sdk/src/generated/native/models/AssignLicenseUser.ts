/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AssignLicenseUser = {
    /**
     * E-mail address, stored in lower case. Either this or `external_id` is required. At most 255 characters.
     */
    email?: string | undefined;
    /**
     * Your own identifier of the user, without `@`, in place of `email`. At most 255 characters.
     */
    external_id?: string | undefined;
    /**
     * At most 255 characters.
     */
    name?: string | null | undefined;
};

