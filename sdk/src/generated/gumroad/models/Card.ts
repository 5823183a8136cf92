/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Card = {
    /**
     * Always null: cards are not stored.
     */
    visual: string | null;
    /**
     * Always null.
     */
    type: string | null;
    /**
     * Always null.
     */
    bin: string | null;
    /**
     * Always null.
     */
    expiry_month: string | null;
    /**
     * Always null.
     */
    expiry_year: string | null;
};

