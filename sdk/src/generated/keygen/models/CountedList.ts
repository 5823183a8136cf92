/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Count } from './Count';
import type { RelatedLink } from './RelatedLink';
export type CountedList = {
    /**
     * Its size.
     */
    meta: Count;
    /**
     * Address of the object.
     */
    links: RelatedLink;
};

