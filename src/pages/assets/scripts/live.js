// Replaces the parts with `data-live` inside of an element with `data-refresh`, every so many seconds, while the tab is visible.

const MAX_FAILURES = 3;
const TIMEOUT_MS = 8_000;

document.querySelectorAll('[data-refresh]').forEach(refreshAll);

function refreshAll(area) {
  const seconds = Number(area.dataset.refresh);
  const statuses = () => [...document.querySelectorAll('[data-live-status]')];
  let readAt = performance.now();
  let failures = 0;
  let isRunning = false;

  const clock = setInterval(() => {
    const age = Math.floor((performance.now() - readAt) / 1_000);
    statuses().forEach((status) => tell(status, status.dataset.liveText.replace('{seconds}', age), true));
    if (age >= seconds && !document.hidden && !isRunning) {
      void read();
    }
  }, 1_000);

  async function read() {
    isRunning = true;
    try {
      const page = await pageAt(area.dataset.refreshFrom ?? location.href);
      if (!area.dataset.refreshFrom && !page.querySelector('[data-refresh]')) {
        // The page has nothing more to wait for, such as a job that has finished.
        location.reload();
        return;
      }
      partsOf(area).forEach((part) => replace(part, page));
      document.dispatchEvent(new CustomEvent('keyward:replaced'));
      readAt = performance.now();
      failures = 0;
    } catch {
      failures += 1;
    }
    isRunning = false;
    if (failures === MAX_FAILURES) {
      clearInterval(clock);
      statuses().forEach((status) => tell(status, status.dataset.stoppedText, false));
    }
  }
}

async function pageAt(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  // The session may have ended: then this is the sign-in.
  if (!response.ok || response.redirected) {
    throw new Error('There is no such page');
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function partsOf(area) {
  return [...(area.matches('[data-live]') ? [area] : []), ...area.querySelectorAll('[data-live]')];
}

/** Keeps what somebody is using: an open menu, a field, and the focus of a link. */
function replace(part, page) {
  const fresh = page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  if (
    !fresh ||
    withFormIds(fresh, part).isEqualNode(part) ||
    part.querySelector('details[open]') ||
    focused?.matches('input, select, textarea')
  ) {
    return;
  }
  const again = focused?.getAttribute('href');
  if (part.hasAttribute('data-refresh')) {
    part.replaceChildren(...fresh.childNodes);
  } else {
    part.replaceWith(fresh);
  }
  const shown = fresh.isConnected ? fresh : part;
  shown.querySelectorAll('[data-copy]').forEach((button) => (button.hidden = !navigator.clipboard));
  if (again) {
    shown.querySelector(`a[href="${CSS.escape(again)}"]`)?.focus();
  }
}

/** Forms have other ids each time a page is shown, which is no change. */
function withFormIds(fresh, part) {
  const ids = [...part.querySelectorAll('[name="form_id"]')];
  fresh.querySelectorAll('[name="form_id"]').forEach((field, place) => {
    field.setAttribute('value', (ids[place] ?? field).getAttribute('value'));
  });
  return fresh;
}

function tell(status, text, isLive) {
  status.classList.toggle('is-live', isLive);
  status.querySelector('[data-live-words]').textContent = text;
  status.querySelector('a').hidden = isLive;
}
