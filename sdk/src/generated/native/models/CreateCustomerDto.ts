/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateCustomerDto = {
    /**
     * Your own name for the customer. Unique.
     */
    reference?: string | null;
    /**
     * Kept in lower case.
     */
    email?: string | null;
    company?: string | null;
    phone?: string | null;
    name: string;
    notes?: string;
};

