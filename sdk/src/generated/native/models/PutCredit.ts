/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PutCredit = {
    /**
     * Display name of the credit. At most 255 characters.
     */
    name: string;
    /**
     * Decimals of its amounts, which cannot change. 0 to 6.
     */
    decimals: number;
};

