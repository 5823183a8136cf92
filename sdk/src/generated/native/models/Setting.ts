/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SettingKind } from './SettingKind';
export type Setting = {
    kind: SettingKind;
    value: (number | boolean | string | Array<string>);
    /**
     * Default value.
     */
    default: (number | boolean | string | Array<string>);
    /**
     * Minimum of a whole number.
     */
    min?: number | undefined;
    /**
     * Maximum of a whole number.
     */
    max?: number | undefined;
    /**
     * Allowed values of a choice.
     */
    choices?: Array<string> | undefined;
    name: string;
    description: string;
};

