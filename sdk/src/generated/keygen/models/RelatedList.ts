/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelatedLink } from './RelatedLink';
export type RelatedList = {
    /**
     * Where it is.
     */
    links: RelatedLink;
};

