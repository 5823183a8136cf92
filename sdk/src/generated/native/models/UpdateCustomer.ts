/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateCustomer = {
    name?: string | undefined;
    /**
     * Your own identifier for the customer. Unique.
     */
    reference?: string | null | undefined;
    /**
     * E-mail address, stored in lower case.
     */
    email?: string | null | undefined;
    company?: string | null | undefined;
    phone?: string | null | undefined;
    notes?: string | undefined;
    /**
     * ID of the group that new licenses of the customer join; null, the default, for none.
     */
    group?: string | null | undefined;
};

