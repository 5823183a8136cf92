/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportState = 'reading' | 'checking' | 'ready' | 'importing' | 'done' | 'undo_checking' | 'undoing' | 'undone' | 'failed';
