/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListSettingsQuery = {
    /**
     * Case-insensitive part of the name or the description; all settings by default. At most 255 characters.
     */
    'q'?: string | undefined;
};

