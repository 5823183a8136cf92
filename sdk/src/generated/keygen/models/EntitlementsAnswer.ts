/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Entitlement } from './Entitlement';
import type { PageLinks } from './PageLinks';
export type EntitlementsAnswer = {
    /**
     * The entitlements that the license has now, the newest first.
     */
    data: Array<Entitlement>;
    /**
     * The other pages, if the request asks for a page by its number.
     */
    links?: PageLinks | undefined;
};

