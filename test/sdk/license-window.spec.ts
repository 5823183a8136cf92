import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialog, type DialogLicense, type DialogReply, licenseOver } from '../../sdk/src/dialog/index';
import { webAddress } from '../../sdk/src/dialog/dom';
import { DialogModel } from '../../sdk/src/dialog/dialog-model';
import { DE } from '../../sdk/src/dialog/texts.de';
import { EN } from '../../sdk/src/dialog/texts.en';
import { ZH } from '../../sdk/src/dialog/texts.zh';
import { textsOf } from '../../sdk/src/dialog/texts';
import type { ProgramLicense } from '../../sdk/src/index';
import { REFUSALS } from '../../src/core/verification/rules/verdict';
import { PROJECT } from './support/installed-sdk';
import { LicensedProgram } from './support/licensed-program';

let program: LicensedProgram;
beforeEach(() => {
  program = new LicensedProgram();
});
afterEach(() => program.end());

describe('the bridge to another process', () => {
  /** The license as the page of Electron has it: all that passes between the two is cloned. */
  function overIpc(license: ProgramLicense): Promise<DialogLicense> {
    return licenseOver({
      call: async (name, ...values): Promise<DialogReply> =>
        structuredClone(await answerDialog(license, name, ...structuredClone(values))),
      onChange: (listener) => license.on('change', (state) => listener(structuredClone(state))),
    });
  }

  it('has the state, the changes and the methods of the license', async () => {
    const license = await program.start({ licenseKey: undefined });
    const page = await overIpc(license);
    expect([page.state.reason, page.licenseKey]).toEqual(['no_license_key', undefined]);
    const changes: string[] = [];
    const stop = page.on('change', ({ kind }) => changes.push(kind));
    await page.activate('KEY-1');
    expect([page.state.kind, page.licenseKey, changes]).toEqual(['valid', 'KEY-1', ['valid']]);
    expect(page.state.until).toBeInstanceOf(Date);
    stop();
    await page.release();
    expect([page.state.kind, changes]).toEqual(['must_connect', ['valid']]);
  });

  it('hands errors over as data, with their code', async () => {
    const page = await overIpc(await program.start({ licenseKey: undefined }));
    const error: unknown = await page.useFile('nonsense', 'KEY-1').catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'LICENSE_FILE_MALFORMED', isUnreachable: false, name: 'UsageError' });
    expect(error).toHaveProperty('description', expect.stringContaining('license file'));
  });

  it('makes no other call', async () => {
    const license = await program.start();
    await expect(answerDialog(license, 'close')).rejects.toThrow(new TypeError('The window makes no call close'));
    await expect(answerDialog(license, 'constructor')).rejects.toThrow(TypeError);
  });
});

describe('the window', () => {
  it('leaves mistakes of the program to the program, and can be used again', async () => {
    const license = await program.start({ licenseKey: undefined });
    jest.spyOn(license, 'activate').mockRejectedValue(new RangeError());
    const model = new DialogModel(license, () => undefined);
    model.drafts.key = 'KEY-1';
    await expect(model.activate()).rejects.toThrow(RangeError);
    expect([model.isBusy, model.problem]).toEqual([false, undefined]);
  });

  it.each([
    ['https://halden.example/shop', 'https://halden.example/shop'],
    ['mailto:ines@halden.example', 'mailto:ines@halden.example'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,1', undefined],
    ['/shop', undefined],
    [null, undefined],
  ])('takes the address %s as %s', (address, href) => {
    expect(webAddress(address)).toBe(href);
  });

  it('has the same values in all languages', () => {
    const values = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const texts of [DE, ZH]) {
      for (const [name, text] of Object.entries(EN)) {
        expect([name, values(texts[name as keyof typeof EN])]).toEqual([name, values(text)]);
      }
    }
  });

  it('explains codes that exist', () => {
    const codes = ['error-code.ts', 'generated/error-codes.ts', 'license/program-code.ts']
      .map((file) => readFileSync(join(PROJECT, 'sdk/src', file), 'utf8'))
      .join();
    const explained = Object.keys(EN).filter((name) => /^[A-Z_]+$/.test(name));
    expect(explained.filter((code) => !codes.includes(`'${code}'`))).toEqual([]);
  });

  it('explains every code with which the server refuses a license', () => {
    expect(REFUSALS.filter((code) => !Object.hasOwn(EN, code))).toEqual([]);
  });

  it('speaks the language of a region, English otherwise, and the words of the program', () => {
    expect([textsOf('de-AT', {}).key, textsOf('zh_CN', {}).key]).toEqual([DE.key, ZH.key]);
    expect(textsOf('fr', { key: 'Clé' })).toEqual({ ...EN, key: 'Clé' });
  });
});
