/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
export type ChangedActivation = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Activation;
    /**
     * Result in words, for a person.
     */
    message: string;
};

