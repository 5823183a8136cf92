/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Identifier } from './Identifier';
import type { RelatedLink } from './RelatedLink';
export type Relationship = {
    /**
     * What it is; null if there is none.
     */
    data: Identifier | null;
    /**
     * Where it is.
     */
    links: RelatedLink;
};

