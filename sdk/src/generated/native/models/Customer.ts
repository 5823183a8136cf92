/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Customer = {
    id: string;
    number: number;
    reference: string | null;
    email: string | null;
    company: string | null;
    phone: string | null;
    /**
     * ID of the group that new licenses join.
     */
    group: string | null;
    name: string;
    notes: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

