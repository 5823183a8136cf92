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
     * Custom data, at most 16 KB. Programs read the object `public` in it, at most 8 KB, if the product shows its customers; the portal also `portal`. A change keeps the fields that it does not name; null removes a field.
     */
    metadata?: Record<string, any> | undefined;
    /**
     * UUID or name of the group that new licenses of the customer join; null, the default, for none. At most 255 characters.
     */
    group?: string | null | undefined;
    /**
     * Whether the customer wants no news by e-mail, such as those of new versions. What customers must get is sent. False by default.
     */
    news_opt_out?: boolean | undefined;
    /**
     * Accept an e-mail address that another customer has. By default, it is refused with 409, which names that customer. False by default.
     */
    allow_duplicate_email?: boolean | undefined;
};

