/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Erasure } from './Erasure';
import type { PersonRows } from './PersonRows';
export type Person = {
    /**
     * Rows that belong to the person, by table. The export also has those that name the address.
     */
    held: Array<PersonRows>;
    /**
     * Former erasures of the address, the newest 20.
     */
    erasures: Array<Erasure>;
};

