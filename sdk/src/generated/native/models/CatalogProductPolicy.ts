/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogPolicyVersion } from './CatalogPolicyVersion';
import type { UpdatePolicy } from './UpdatePolicy';
export type CatalogProductPolicy = (UpdatePolicy & {
    /**
     * Versions that the policy has published, oldest first: further ones are published, and none can change. Left out, they stay. At most 2,000 items.
     */
    versions?: Array<CatalogPolicyVersion> | undefined;
});

