/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ToggleAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Whether the license is enabled now.
     */
    is_active: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

