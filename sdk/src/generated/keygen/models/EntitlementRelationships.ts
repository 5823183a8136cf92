/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Relationship } from './Relationship';
export type EntitlementRelationships = {
    /**
     * The account of the request.
     */
    account: Relationship;
};

