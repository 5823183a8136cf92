/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportedClaim = {
    /**
     * Key, former key or UUID of the license. At most 255 characters.
     */
    license_key: string;
    /**
     * Address of the customer who gets the license; a customer is created if none has it. At most 255 characters.
     */
    email: string;
    /**
     * ID of the license's order, here or in the shop, or its `invoice_number`: another one is refused. At most 255 characters.
     */
    purchase?: string | undefined;
};

