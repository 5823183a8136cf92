export const SHORTCUTS_PATH = '/console/shortcuts';
