/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationDto } from './ActivationDto';
export type ActivationPage = {
    items: Array<ActivationDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

