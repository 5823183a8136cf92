/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateCustomer = {
    /**
     * Name of the person or company. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Your own identifier for the customer. Unique. At most 255 characters.
     */
    reference?: string | null | undefined;
    /**
     * E-mail address, stored in lower case. At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * Company; null if none. At most 255 characters.
     */
    company?: string | null | undefined;
    /**
     * Phone number, as free text; null if unknown. At most 255 characters.
     */
    phone?: string | null | undefined;
    /**
     * Internal notes; empty by default. At most 2,000 characters.
     */
    notes?: string | undefined;
    /**
     * ID of the group that new licenses of the customer join; null, the default, for none.
     */
    group?: string | null | undefined;
    /**
     * Accept an e-mail address that another customer has. By default, it is refused with 409, which names that customer. False by default.
     */
    allow_duplicate_email?: boolean | undefined;
};

