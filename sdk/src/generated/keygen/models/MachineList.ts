/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MachinesMeta } from './MachinesMeta';
import type { RelatedLink } from './RelatedLink';
export type MachineList = {
    /**
     * Its size.
     */
    meta: MachinesMeta;
    /**
     * Address of the object.
     */
    links: RelatedLink;
};

