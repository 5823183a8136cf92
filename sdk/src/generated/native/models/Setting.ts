/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SettingKind } from './SettingKind';
export type Setting = {
    /**
     * Kind of the value.
     */
    kind: SettingKind;
    /**
     * Current value.
     */
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
    /**
     * Name of the setting.
     */
    name: string;
    /**
     * Effect of the setting, with its unit and limits.
     */
    description: string;
};

