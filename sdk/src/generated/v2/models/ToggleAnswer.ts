/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ToggleAnswer = {
    success: boolean;
    /**
     * Whether the license is enabled now.
     */
    is_active: boolean;
    message: string;
};

