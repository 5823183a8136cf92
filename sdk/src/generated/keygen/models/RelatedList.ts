/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelatedLink } from './RelatedLink';
export type RelatedList = {
    /**
     * Address of the object.
     */
    links: RelatedLink;
};

