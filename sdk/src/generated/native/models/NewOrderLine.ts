/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type NewOrderLine = {
    /**
     * UUID or reference of the product; it is needed unless the policy is the own policy of a product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * UUID or name of the policy of the licenses; by default the product's own. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Number of licenses. 1 to 500; 1 by default.
     */
    quantity?: number | undefined;
    /**
     * Seats of each license (`max_activations`); by default those of the policy. 1 to 2,147,483,647.
     */
    seats?: number | null | undefined;
    /**
     * Price of the whole line in the smallest unit of the currency, such as cents. 0 to 100,000,000,000,000.
     */
    price?: number | null | undefined;
    /**
     * ISO 4217 code of the currency; all lines have the same.
     */
    currency?: string | null | undefined;
    /**
     * ID of the line in the shop. At most 255 characters.
     */
    external_id?: string | null | undefined;
};

