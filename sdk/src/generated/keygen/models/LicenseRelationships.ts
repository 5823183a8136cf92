/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CountedList } from './CountedList';
import type { MachineList } from './MachineList';
import type { RelatedList } from './RelatedList';
import type { Relationship } from './Relationship';
export type LicenseRelationships = {
    /**
     * The account of the request.
     */
    account: Relationship;
    /**
     * Its product.
     */
    product: Relationship;
    /**
     * Its policy.
     */
    policy: Relationship;
    /**
     * Its group, if it has one.
     */
    group: Relationship;
    /**
     * Its customer, if it has one.
     */
    owner: Relationship;
    /**
     * Its users.
     */
    users: CountedList;
    /**
     * Its machines.
     */
    machines: MachineList;
    /**
     * Its tokens.
     */
    tokens: RelatedList;
    /**
     * Its entitlements.
     */
    entitlements: RelatedList;
};

