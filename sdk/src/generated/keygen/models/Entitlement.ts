/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementAttributes } from './EntitlementAttributes';
import type { EntitlementRelationships } from './EntitlementRelationships';
import type { SelfLink } from './SelfLink';
export type Entitlement = {
    /**
     * Always `entitlements`.
     */
    type: 'entitlements';
    /**
     * ID of the entitlement.
     */
    id: string;
    /**
     * Description of the entitlement.
     */
    attributes: EntitlementAttributes;
    /**
     * Related objects.
     */
    relationships: EntitlementRelationships;
    /**
     * Address of the object.
     */
    links: SelfLink;
};

