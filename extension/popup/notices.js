/** The notices above everything else on the page. */
import { browser } from '../shared/browser.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';

/** Problems that the options page mends, by their code. */
const MENDED_IN_OPTIONS = [
  'server_missing',
  'server_unreadable',
  'settings_unreadable',
  'settings_newer',
  'company_missing',
  'key_missing',
];

/** Takes away what was said. */
export function clearNotices() {
  byId('notices', HTMLDivElement).replaceChildren();
}

/** @param {...(Node | string)} children */
export function warn(...children) {
  byId('notices', HTMLDivElement).append(notice('warning', ...children));
}

/** @param {unknown} error */
export function fail(error) {
  const problem = toProblem(error);
  console.error(problem.message);
  const words = sentence(problem);
  const notices = byId('notices', HTMLDivElement);
  if ([...notices.children].some((child) => child.textContent?.startsWith(words))) return;
  notices.append(notice('danger', words, ...(MENDED_IN_OPTIONS.includes(problem.code) ? [' ', optionsButton()] : [])));
}

/** A button that opens the options. */
export function optionsButton() {
  const button = element('button', { type: 'button', textContent: t('open_options') });
  button.addEventListener('click', () => void browser.runtime.openOptionsPage());
  return button;
}
