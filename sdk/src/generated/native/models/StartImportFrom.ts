/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StartImportFrom = 'licensebox' | 'software-license-manager' | 'edd' | 'lemon-squeezy' | 'keygen' | 'v2' | 'gumroad' | 'licensespring' | 'cryptlex' | 'spreadsheet';
