import type { ExplainedRule, ExplainVerdict, IssueLicenseBody } from '#sdk';
import { type PrintOptions, printRecord } from '../kit/print';
import { callServer } from './call-server';

export async function issueLicenseCommand(input: IssueLicenseBody, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.licenses.issue(input)), options);
}

export async function showLicenseCommand(id: string, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.licenses.get(id)), options);
}

export async function explainLicenseCommand(input: ExplainVerdict, options: PrintOptions): Promise<void> {
  const explanation = await callServer((keyward) => keyward.licenses.explainVerdict(input));
  const { usable, code, message, rules } = explanation;
  printRecord(
    options.json ? explanation : { usable, code, message, ...Object.fromEntries(rules.map(lineOf)) },
    options,
  );
}

function lineOf({ rule, result, code, decides }: ExplainedRule): [string, string] {
  return [rule, `${result}${result === 'refused' ? ` ${code}` : ''}${decides ? ' (decides)' : ''}`];
}
