/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A setting of the server was changed.
 */
export type SettingUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'setting.updated';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Value.
         */
        value?: unknown | undefined;
        change?: EventChange | undefined;
    };
});

