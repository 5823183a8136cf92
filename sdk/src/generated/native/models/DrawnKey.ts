/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
export type DrawnKey = {
    /**
     * Number of keys that the pool has left.
     */
    left: number;
    /**
     * License with the drawn key.
     */
    license: License;
};

