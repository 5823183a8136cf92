/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelatedList } from './RelatedList';
import type { Relationship } from './Relationship';
export type MachineRelationships = {
    /**
     * The account of the request.
     */
    account: Relationship;
    /**
     * Product of its license.
     */
    product: Relationship;
    /**
     * Always null.
     */
    group: Relationship;
    /**
     * Its license.
     */
    license: Relationship;
    /**
     * Always null.
     */
    owner: Relationship;
    /**
     * Its components.
     */
    components: RelatedList;
    /**
     * Its processes.
     */
    processes: RelatedList;
};

