/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeakFeedbackLabel } from './LeakFeedbackLabel';
export type LeakFeedback = {
    /**
     * Whether it is a key of a license.
     */
    label: LeakFeedbackLabel;
};

