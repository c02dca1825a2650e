/** The outcome of a request, in words. */
import { t } from './i18n.js';

/** An outcome in words; what the server said stands behind it, as text. @param {import('../wasm/secdo.js').Outcome} outcome */
export function answerOf(outcome) {
  if (typeof outcome === 'string') return t(`outcome_${outcome}`);
  const { status, words } = 'rejected' in outcome ? outcome.rejected : outcome.busy;
  const refused = 'rejected' in outcome;
  const answer =
    status === 0
      ? t('outcome_redirect')
      : refused
        ? t('outcome_rejected', String(status))
        : t('outcome_busy', String(status));
  const said = words.trim() ? `${answer}: ${words.trim()}` : answer;
  const advice = 'rejected' in outcome && outcome.rejected.advice;
  return advice ? `${said}. ${t(`advice_${advice}`)}` : said;
}
