/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { RecordTarget } from './RecordTarget';
/**
 * A license gave a resource back.
 */
export type ResourceReleasedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
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
    /**
     * Type of the event.
     */
    type: 'resource.released';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

