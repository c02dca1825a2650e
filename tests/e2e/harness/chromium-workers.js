/**
 * Service workers of extensions in Chromium: asking, starting and really stopping them.
 */
import { orNavigated } from './chromium-driver.js';
import { until } from './wait.js';

/** The service workers of one browser; each is named by its extension's origin. */
export class Workers {
  #context;
  #session;
  #attach;
  #errors;
  /** @type {Set<string>} */
  #watched = new Set();

  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {import('playwright-core').CDPSession} session the browser's
   * @param {ReturnType<typeof import('./chromium-session.js').nestedSessions>} attach
   * @param {(method: string, params: any) => void} errors takes the runtime's events
   */
  constructor(context, session, attach, errors) {
    this.#context = context;
    this.#session = session;
    this.#attach = attach;
    this.#errors = errors;
  }

  /**
   * Nothing; from now on the errors of the origin's worker are collected, those of its first run included. Playwright
   * tells console calls of workers but not their uncaught exceptions (1.65, 2026-11-24).
   * @param {string} origin
   */
  async watch(origin) {
    const look = async (/** @type {import('./chromium-backend.js').TargetInfo} */ { type, url, targetId }) => {
      if (type !== 'service_worker' || !url.startsWith(`${origin}/`) || this.#watched.has(targetId)) return;
      this.#watched.add(targetId); // A worker keeps its target, and the target its session, when it is started again.
      const { send } = await this.#attach(targetId, this.#errors);
      await send('Runtime.enable');
    };
    this.#session.on('Target.targetCreated', ({ targetInfo }) => {
      look(targetInfo).catch((error) => this.#errors('harness', String(error)));
    });
    await this.#session.send('Target.setDiscoverTargets', { discover: true });
  }

  /**
   * "running" or "stopped"; a worker has a DevTools target only while it runs.
   * @param {string} origin
   * @returns {Promise<'running' | 'stopped'>}
   */
  async state(origin) {
    return (await this.#target(origin)) ? 'running' : 'stopped';
  }

  /**
   * Nothing; resolves when the worker runs, which must be registered or about to be.
   * @param {string} origin
   */
  async start(origin) {
    if (await this.#target(origin)) return;
    const [page] = this.#context.pages();
    if (!page) throw new Error('there is no page left to start the service worker from');
    // The domain is only on page sessions; the page may be any of the same profile.
    const session = await this.#context.newCDPSession(page);
    try {
      await session.send('ServiceWorker.enable');
      await until(async () => {
        await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
        return this.#target(origin);
      }, `the service worker of ${origin} to start`);
    } finally {
      await session.detach();
    }
  }

  /**
   * Nothing; stops the worker, and resolves when it is gone, or when another one runs: a message may have woken it at once.
   * @param {string} origin
   */
  async stop(origin) {
    const target = await this.#target(origin);
    if (!target) return;
    await this.evaluate(origin, '(async () => { globalThis.isStopping = true; return ""; })()');
    await until(async () => {
      const running = await this.#target(origin);
      if (!running || (await this.#isAnother(origin))) return true;
      // One that is being woken does not hear it (Chromium 156, 2026-11-25).
      await this.#session.send('Target.closeTarget', { targetId: running.targetId });
      return false;
    }, `the service worker of ${origin} to be gone`);
  }

  /**
   * Nothing; makes the extension load itself anew, and resolves when its new worker runs.
   * @param {string} origin
   */
  async reload(origin) {
    // In its next turn, since a worker that goes answers nothing.
    await this.evaluate(
      origin,
      '(async () => { globalThis.isStopping = true; setTimeout(() => chrome.runtime.reload(), 0); return ""; })()',
    );
    await until(
      async () => (await this.#target(origin)) === undefined || (await this.#isAnother(origin)),
      `the extension ${origin} to load itself anew`,
    );
    await this.start(origin);
  }

  /** Whether the worker that runs is not the one that was told to stop. @param {string} origin */
  async #isAnother(origin) {
    const worker = this.#context.serviceWorkers().findLast((one) => one.url().startsWith(`${origin}/`));
    // A worker that ends while it is asked may never answer; it is looked for again then.
    const silence = new Promise((resolve) => setTimeout(resolve, 1_000, false));
    try {
      return (await Promise.race([worker?.evaluate('globalThis.isStopping === undefined'), silence])) === true;
    } catch {
      // It is ending just now.
      return false;
    }
  }

  /**
   * The string that an async expression gives in the worker, which is started when it is stopped.
   * @param {string} origin
   * @param {string} expression
   * @returns {Promise<string>}
   */
  async evaluate(origin, expression) {
    await this.start(origin);
    const find = () => this.#context.serviceWorkers().findLast((worker) => worker.url().startsWith(`${origin}/`));
    const worker = await until(find, `Playwright to see the service worker of ${origin}`);
    return orNavigated(worker.evaluate(expression));
  }

  /** @param {string} origin */
  async #target(origin) {
    const { targetInfos } = await this.#session.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`));
  }
}
