/** Fills in the texts that a page names. */
import { language, t } from './i18n.js';

/** Fills in the texts that the page names in `data-i18n` (content), `data-i18n-title`, `-placeholder` and `-label`. */
export function localise(root = document) {
  root.documentElement.lang = language();
  root.documentElement.dir = t('@@bidi_dir');
  for (const element of root.querySelectorAll('[data-i18n]'))
    element.textContent = t(element.getAttribute('data-i18n') ?? '');
  for (const element of root.querySelectorAll('[data-i18n-title]')) {
    element.setAttribute('title', t(element.getAttribute('data-i18n-title') ?? ''));
  }
  for (const element of root.querySelectorAll('[data-i18n-placeholder]')) {
    element.setAttribute('placeholder', t(element.getAttribute('data-i18n-placeholder') ?? ''));
  }
  for (const element of root.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', t(element.getAttribute('data-i18n-label') ?? ''));
  }
}
