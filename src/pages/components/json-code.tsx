import type { VNode } from 'preact';
import { CopyButton } from './text';

/** A name with its colon, a text, a number, a word; everything else is left as it is. */
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

interface JsonCodeProps {
  /** Unique on the page. */
  readonly label: string;
  /** Lines above the body, such as headers: name and value. */
  readonly head?: readonly (readonly [name: string, value: string])[];
  /** JSON is indented and highlighted; any other text is shown as it is. */
  readonly body: string;
}

/** A message as it is sent: headers and a body. */
export function JsonCode({ label, head = [], body }: JsonCodeProps): VNode {
  const text = indented(body);
  return (
    <div class="code code-message" role="region" aria-label={label}>
      <pre tabIndex={0}>
        {head.map(([name, value]) => (
          <>
            <span class="code-name">{value === '' ? name : `${name}: `}</span>
            {value}
            {'\n'}
          </>
        ))}
        {head.length > 0 && text !== '' && '\n'}
        {isJson(body) ? highlighted(text) : text}
      </pre>
      {body !== '' && <CopyButton value={text} what={label} />}
    </div>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function indented(text: string): string {
  return isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

function highlighted(json: string): (VNode | string)[] {
  const parts: (VNode | string)[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKENS)) {
    parts.push(json.slice(end, match.index), tokenOf(match));
    end = match.index + match[0].length;
  }
  return [...parts, json.slice(end)];
}

function tokenOf([whole, text, colon, number]: RegExpMatchArray): VNode {
  if (text !== undefined && colon !== undefined) {
    return (
      <>
        <span class="code-key">{text}</span>
        {colon}
      </>
    );
  }
  const kind = text === undefined ? (number === undefined ? 'word' : 'number') : 'text';
  return <span class={`code-${kind}`}>{whole}</span>;
}
