/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Setting } from './Setting';
export type SettingPage = {
    items: Array<Setting>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

