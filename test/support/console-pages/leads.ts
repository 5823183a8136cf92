import type { ConsolePage } from './console-page';

export const PAGES: readonly ConsolePage[] = [];
