/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
export type ActivateAnswer = {
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * The activation of the device.
     */
    activation: Activation;
};

