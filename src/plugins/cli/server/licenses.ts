import type { ExplainedRule, ExplainVerdict, IssueLicenseBody } from '#sdk';
import { type PrintOptions, printList, printRecord } from '../kit/print';
import { callServer } from './call-server';

export async function issueLicenseCommand(input: IssueLicenseBody, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.licenses.issue(input)), options);
}

export async function showLicenseCommand(id: string, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.licenses.get(id)), options);
}

export async function explainLicenseCommand(input: ExplainVerdict, options: PrintOptions): Promise<void> {
  const explanation = await callServer((keyward) => keyward.licenses.explainVerdict(input));
  if (options.json) {
    printRecord(explanation, options);
    return;
  }
  const { usable, code, message, rules } = explanation;
  printRecord({ usable, code, message }, options);
  printList({ items: rules.map(rowOf), next: null }, ['result', 'rule'], options);
}

/** The first rule that refuses decides: its code is that of the verdict. */
function rowOf({ rule, result, code, decides }: ExplainedRule): { result: string; rule: string } {
  return { result: decides ? `${result} ${code}` : result, rule };
}
