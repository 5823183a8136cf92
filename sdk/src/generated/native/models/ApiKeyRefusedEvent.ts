/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyRefusalReason } from './ApiKeyRefusalReason';
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A call with a known API key was refused: it came from an address that the key does not allow, or the key is no longer valid. At most one event each hour.
 */
export type ApiKeyRefusedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.refused';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Name.
         */
        name: string;
        /**
         * Address.
         */
        address: string | null;
        /**
         * Why a call with a known key was refused: it came from an address that the key does not allow, or the key or the value before its last rotation is no longer valid.
         */
        reason: ApiKeyRefusalReason;
        change?: EventChange | undefined;
    };
});

