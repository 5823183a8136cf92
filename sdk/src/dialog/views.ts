import type { Screen } from './dialog-model';
import { element } from './dom';
import { type DialogTexts, filled, type TextName } from './texts';
import {
  actions,
  back,
  button,
  buyLink,
  checkAgain,
  codeField,
  field,
  fileFields,
  form,
  manageLink,
  otherKey,
  paragraph,
  type Part,
  submit,
  type View,
} from './view-parts';

interface Shown {
  readonly title: string;
  readonly content: readonly Part[];
}

/** Title and lead of the screen that asks for a connection. */
const CONNECT: Readonly<Record<string, readonly [TextName, TextName]>> = {
  clock_turned_back: ['clockTitle', 'clockLead'],
  file_ended: ['fileEndedTitle', 'fileEndedLead'],
};

/** Title and content of the screen that the window shows. */
export function shown(view: View): Shown {
  return SCREENS[view.model.screen](view);
}

const SCREENS: Readonly<Record<Screen, (view: View) => Shown>> = {
  key: (view) => {
    const { model, texts, trial } = view;
    const isKnown = !model.isChosen && model.state.kind === 'refused';
    return {
      title: isKnown ? texts.keyAgainTitle : texts.keyTitle,
      content: [
        paragraph(isKnown ? reasonIn(view) : texts.keyLead),
        form(
          () => model.activate(),
          field(view, 'key'),
          actions(submit(view, texts.activate), buyLink(view, texts.buy)),
        ),
        actions(
          trial === 'none'
            ? undefined
            : button(view, texts.trial, () => (trial === 'email' ? model.go('trial') : model.startTrial(false))),
          button(view, texts.offline, () => model.go('offline')),
          model.isChosen ? back(view) : undefined,
        ),
      ],
    };
  },

  trial: (view) => ({
    title: view.texts.trial,
    content: [
      paragraph(view.texts.trialLead),
      form(
        () => view.model.startTrial(true),
        field(view, 'email', { type: 'email', autocomplete: 'email' }),
        actions(submit(view, view.texts.trialStart), back(view)),
      ),
    ],
  }),

  devices: (view) => {
    const { model, texts } = view;
    const { listed } = model;
    const manage = manageLink(view, texts.devicesManage);
    return {
      title: texts.devicesTitle,
      content: [
        paragraph(listed?.length ? texts.devicesLead : listed ? texts.devicesNone : texts.devicesElsewhere),
        listed?.length ? deviceList(view) : undefined,
        actions(
          manage,
          button(view, texts.tryAgain, () => model.activate(), manage ? '' : 'primary'),
          otherKey(view),
        ),
      ],
    };
  },

  offline: (view) => {
    const { model, texts } = view;
    const { request } = model;
    return {
      title: texts.offline,
      content: [
        paragraph(texts.offlineLead),
        form(
          () => model.showRequest(),
          field(view, 'key'),
          actions(submit(view, texts.offlineCreate, request === undefined ? 'primary' : '')),
        ),
        request === undefined ? undefined : codeField(view, texts.offlineRequest, request),
        form(
          () => model.useFile(),
          ...fileFields(view),
          actions(submit(view, texts.offlineUse, request === undefined ? '' : 'primary'), back(view)),
        ),
      ],
    };
  },

  expired: (view) => {
    const renew = buyLink(view, view.texts.renew, 'primary');
    return {
      title: view.texts.expiredTitle,
      content: [
        paragraph(view.texts.expiredLead),
        actions(renew, checkAgain(view, renew ? '' : 'primary'), manageLink(view, view.texts.manage), otherKey(view)),
      ],
    };
  },

  refused: (view) => ({
    title: view.texts.refusedTitle,
    content: [
      paragraph(reasonIn(view)),
      actions(
        checkAgain(view, 'primary'),
        manageLink(view, view.texts.manage),
        buyLink(view, view.texts.buy),
        otherKey(view),
      ),
    ],
  }),

  seat: (view) => ({
    title: view.texts.seatTitle,
    content: [
      paragraph(view.texts.seatLead),
      actions(
        button(view, view.texts.tryAgain, () => view.model.check(), 'primary'),
        buyLink(view, view.texts.buy),
        otherKey(view),
      ),
    ],
  }),

  connect: (view) => {
    const { texts, model } = view;
    const [title, lead] = CONNECT[model.state.reason ?? ''] ?? ['connectTitle', 'connectLead'];
    return {
      title: texts[title],
      content: [
        paragraph(texts[lead]),
        actions(
          checkAgain(view, 'primary'),
          button(view, texts.offline, () => model.go('offline')),
          otherKey(view),
        ),
      ],
    };
  },

  licensed: (view) => {
    const { model, texts, updates } = view;
    const { customer, expiresAt, kind, until } = model.state;
    return {
      title: texts.licensedTitle,
      content: [
        kind === 'grace' && until ? paragraph(filled(texts.graceUntil, { date: day(view, until) })) : undefined,
        element(
          'div',
          {},
          customer?.name ? paragraph(filled(texts.licensedTo, { name: customer.name })) : undefined,
          paragraph(expiresAt ? filled(texts.validUntil, { date: day(view, expiresAt) }) : texts.validForever),
        ),
        updates ? updatePart(view) : undefined,
        actions(
          kind === 'grace' ? checkAgain(view) : undefined,
          manageLink(view, texts.manage),
          otherKey(view),
          button(view, texts.release, () => model.go('release')),
        ),
      ],
    };
  },

  release: (view) => ({
    title: view.texts.releaseTitle,
    content: [
      paragraph(view.texts.releaseLead),
      actions(
        button(view, view.texts.release, () => view.model.release(), 'primary'),
        back(view),
      ),
    ],
  }),

  releaseCode: (view) => ({
    title: view.texts.releasedCodeName,
    content: [
      paragraph(view.texts.releasedCode),
      codeField(view, view.texts.releasedCodeName, view.model.releaseCode),
      actions(button(view, view.texts.keyTitle, () => view.model.go(undefined))),
    ],
  }),
};

/** The message about the last call that failed; empty if none did. */
export function problemText({ model: { problem }, texts }: View): string {
  if (problem === undefined || typeof problem === 'string') {
    return problem ? texts[problem] : '';
  }
  const { code, description, isUnreachable } = problem;
  if (isUnreachable && code !== 'RATE_LIMIT_EXCEEDED') {
    return texts.unreachable;
  }
  return codeText(texts, code) ?? filled(texts.otherProblem, { code, description });
}

function codeText(texts: DialogTexts, code: string): string | undefined {
  return /^[A-Z_]+$/.test(code) && Object.hasOwn(texts, code) ? texts[code as TextName] : undefined;
}

function reasonIn({ model, texts }: View): string {
  const { reason = '' } = model.state;
  return codeText(texts, reason) ?? reason;
}

function updatePart(view: View): HTMLElement {
  const { model, texts } = view;
  const { update } = model;
  const look = (): Promise<void> => model.checkForUpdate();
  if (!update) {
    return actions(button(view, texts.updateCheck, look));
  }
  const { version } = update;
  if (update.isAvailable) {
    return element(
      'div',
      { class: 'content' },
      paragraph(filled(texts.updateTitle, { version })),
      update.summary ? paragraph(update.summary, 'muted') : undefined,
      actions(button(view, filled(texts.updateInstall, { version }), () => view.install(update), 'primary')),
    );
  }
  const reason = codeText(texts, update.reason);
  return element(
    'div',
    { class: 'content' },
    paragraph(filled(texts.updateOutOfReach, { version })),
    reason === undefined ? undefined : paragraph(reason, 'muted'),
    actions(buyLink(view, texts.renew, 'primary')),
  );
}

function deviceList(view: View): HTMLElement {
  const { model, texts } = view;
  const rows = (model.listed ?? []).map((device) => {
    const { name, lastSeenAt } = device;
    const seen = lastSeenAt ? filled(texts.deviceLastSeen, { date: day(view, lastSeenAt) }) : undefined;
    const label = filled(texts.deviceRelease, { name });
    return element(
      'li',
      {},
      element('div', {}, element('div', {}, name), seen && element('div', { class: 'muted' }, seen)),
      button(view, texts.deviceReleaseShort, () => model.releaseDevice(device), '', label),
    );
  });
  return element('ul', {}, ...rows);
}

function day({ language }: View, date: Date | string): string {
  return new Date(date).toLocaleDateString(language, { dateStyle: 'long' });
}
