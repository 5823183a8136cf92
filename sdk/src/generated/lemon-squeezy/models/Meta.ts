/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Meta = {
    /**
     * 1 unless the metadata of the license or the product has another.
     */
    store_id: number;
    /**
     * Order of a sale, else number of the license.
     */
    order_id: number;
    /**
     * Line of the order, else number of the license.
     */
    order_item_id: number;
    /**
     * Number of the product.
     */
    product_id: number;
    /**
     * Number of the policy.
     */
    variant_id: number;
    /**
     * Number of the customer; 0 without one.
     */
    customer_id: number;
    /**
     * Name of the product.
     */
    product_name: string;
    /**
     * Label of the license's type, else name of its policy.
     */
    variant_name: string;
    /**
     * Name of the customer; empty without one.
     */
    customer_name: string;
    /**
     * E-mail address of the customer; empty without one.
     */
    customer_email: string;
};

