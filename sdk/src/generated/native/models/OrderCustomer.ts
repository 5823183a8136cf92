/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type OrderCustomer = {
    /**
     * E-mail address. The customer who has it is found, or created. At most 255 characters.
     */
    email: string;
    /**
     * Name of a new customer; by default, the part of the address before the @. At most 255 characters.
     */
    name?: string | null | undefined;
    /**
     * Company of a new customer. At most 255 characters.
     */
    company?: string | null | undefined;
    /**
     * ID of the customer in the shop. At most 255 characters.
     */
    external_id?: string | null | undefined;
};

