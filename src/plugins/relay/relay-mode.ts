/** Whether this process is a relay: `keyward relay start` says so to the server that it becomes. */
export const IS_RELAY = process.env.KEYWARD_RELAY === '1';

/** Path of the relay file that the start imports; undefined to go on with the one that the data folder has. */
export const START_FILE = process.env.KEYWARD_RELAY_FILE || undefined;
