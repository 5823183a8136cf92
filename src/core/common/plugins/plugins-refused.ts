/** Plug-ins that cannot be on or off as the operator wants them; the message says why. */
export class PluginsRefused extends Error {}
