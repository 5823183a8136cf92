/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErasureState } from './ErasureState';
import type { KeptRows } from './KeptRows';
export type Erasure = {
    /**
     * UUID.
     */
    id: string;
    state: ErasureState;
    /**
     * Changed and deleted rows by table.
     */
    rows: Record<string, number>;
    /**
     * Rows that are not changed; empty until the erasure is done.
     */
    kept: Array<KeptRows>;
    /**
     * Why it was asked for.
     */
    reason: string | null;
    /**
     * Order or ticket behind it.
     */
    reference: string | null;
    /**
     * Null until it is done. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Keyed hash of the address, the same for each erasure of it. The address itself is not kept.
     */
    address_hash: string;
    /**
     * Name of the user or API key that asked for it.
     */
    actor: string;
    /**
     * When it was asked for. ISO 8601.
     */
    created_at: string;
};

