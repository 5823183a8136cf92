/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Identifier } from './Identifier';
import type { RelatedLink } from './RelatedLink';
export type Relationship = {
    /**
     * The related object; null if there is none.
     */
    data: Identifier | null;
    /**
     * Address of the object.
     */
    links: RelatedLink;
};

