/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A license gave a resource back.
 */
export type ResourceReleasedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'resource.released';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Id.
         */
        id: string;
        /**
         * Type.
         */
        type: string;
        /**
         * Identifier.
         */
        identifier: string;
        /**
         * Status.
         */
        status: string;
        /**
         * License id.
         */
        license_id?: string | null | undefined;
        /**
         * License key.
         */
        license_key?: string | null | undefined;
        change?: EventChange | undefined;
    };
});

