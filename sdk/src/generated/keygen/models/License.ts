/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseAttributes } from './LicenseAttributes';
import type { LicenseRelationships } from './LicenseRelationships';
import type { SelfLink } from './SelfLink';
export type License = {
    /**
     * Always `licenses`.
     */
    type: 'licenses';
    /**
     * ID of the license.
     */
    id: string;
    /**
     * Description of the license.
     */
    attributes: LicenseAttributes;
    /**
     * Related objects.
     */
    relationships: LicenseRelationships;
    /**
     * Address of the object.
     */
    links: SelfLink;
};

