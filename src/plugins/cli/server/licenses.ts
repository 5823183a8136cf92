import type { ExplainedRule, ExplainVerdict, IssueLicenseBody, Keyward } from '#sdk';
import { WrongUse } from '../kit/cli-error';
import { type PrintOptions, printList, printRecord } from '../kit/print';
import { callServer } from './call-server';

const MAX_NAMED = 10;

/** Without a product, the license is for the only one. */
type NewLicense = Omit<IssueLicenseBody, 'product'> & { readonly product?: string | undefined };

export async function issueLicenseCommand({ product, ...input }: NewLicense, options: PrintOptions): Promise<void> {
  const issued = await callServer(async (keyward) =>
    keyward.licenses.issue({ ...input, product: product ?? (await onlyProduct(keyward)) }),
  );
  printRecord(issued, options);
}

async function onlyProduct(keyward: Keyward): Promise<string> {
  const { items, next } = await keyward.products.list({ limit: MAX_NAMED });
  const [first, second] = items;
  if (!first) {
    throw new WrongUse('There is no product to issue a license for.');
  }
  if (second) {
    const references = items.map(({ reference }) => reference).join(', ');
    throw new WrongUse(
      `There are several products. Name one with --product: ${references}${next === null ? '' : ', …'}`,
    );
  }
  return first.reference;
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
