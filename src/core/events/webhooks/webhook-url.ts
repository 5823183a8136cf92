/** Whether deliveries can go to this URL, as far as the text shows. */
export function isWebhookUrl(text: string): boolean {
  try {
    const { protocol, username, password, hash } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
  } catch {
    return false;
  }
}
