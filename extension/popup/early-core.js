/** Runs before the page's other scripts are loaded: the module takes longest, so it comes first. */
import { core } from '../core.js';

// Whoever needs it says what went wrong.
core().catch(() => undefined);
