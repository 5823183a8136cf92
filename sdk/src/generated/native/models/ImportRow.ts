/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportRow = {
    /**
     * Kind of the rows.
     */
    kind: 'product' | 'version' | 'entitlement' | 'policy' | 'customer' | 'license' | 'activation' | 'api_key' | 'blocked' | 'other';
    /**
     * Position among the rows of its kind.
     */
    number: number;
    /**
     * Result for the row.
     */
    outcome: 'pending' | 'made' | 'there' | 'left_out' | 'undone';
    /**
     * Why it was left out.
     */
    reason: string | null;
    /**
     * The values that are imported.
     */
    values: Record<string, unknown>;
    /**
     * Such as the key of a license.
     */
    label: string;
    /**
     * Changes of its values.
     */
    notes: Array<string>;
};

