/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type PersonExportedEventData = {
    /**
     * Keyed hash of the address, the same for each erasure of it. The address itself is not kept.
     */
    address_hash: string;
    change?: EventChange | undefined;
};

