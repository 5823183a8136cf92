/** Uptime of the server, e.g. `2h30m15s`. */
export function uptime(seconds = Math.floor(process.uptime())): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours}h${minutes}m${seconds % 60}s`;
}
