/**
 * The browser's native context menu, used as a user does: right click, look, press an access key.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { painted } from './in-page.js';
import { until } from './wait.js';

/**
 * @typedef {object} MenuChoice
 * @property {string} [choose] access key of the item; without it the menu is dismissed by Escape
 * @property {string} [submenu] access key of an item in the submenu that `choose` opens
 * @property {import('./types.js').Point} [leave] moves the pointer by so much while the menu is open, as a hand does that
 *     chooses with the mouse
 * @property {string} [screenshot] a file for a picture of the whole screen with the menu open
 */

/**
 * The labels of the extension's items in the menu that was open, where the browser tells them (Firefox), or null.
 * @param {import('./page.js').Page} page
 * @param {import('./native.js').Native} native
 * @param {import('./types.js').Backend} backend
 * @param {import('./types.js').Point} point on the screen
 * @param {MenuChoice} choice
 * @returns {Promise<{ labels: string[] | null }>}
 */
export async function useMenu(page, native, backend, point, { choose, submenu, screenshot, leave }) {
  await page.evaluate(painted);
  const before = await native.windows();
  /** The menus that are open; a window that the choice opens is none of them. @type {string[]} */
  let menus = [];
  /** @param {number} count how many menus must be open */
  const open = (count) =>
    until(
      async () => {
        menus = [...(await native.windows())].filter((id) => !before.has(id));
        return menus.length >= count;
      },
      `${count === 1 ? 'the context menu' : 'its submenu'} to open at ${point.x},${point.y} of the screen`,
    );
  const use = async () => {
    await native.click(point, 3);
    await open(1);
    const labels = await backend.menuLabels();
    if (screenshot !== undefined && submenu === undefined) await native.screenshot(screenshot);
    if (leave) await native.move({ x: point.x + leave.x, y: point.y + leave.y });
    await native.key(choose ?? 'Escape');
    if (submenu !== undefined) {
      await open(2);
      if (screenshot !== undefined) await native.screenshot(screenshot);
      await native.key(submenu);
    }
    const keys = [choose ?? 'Escape', submenu].filter(Boolean).join(', ');
    await until(async () => {
      const shown = await native.windows();
      return !menus.some((id) => shown.has(id));
    }, `the context menu to close after the key ${keys}: is there an item with that access key?`);
    return { labels };
  };
  try {
    return await use();
  } catch (error) {
    // What is on the screen tells more than that it took too long.
    const shown = join(tmpdir(), `menu-${Date.now()}.png`);
    await native.screenshot(shown);
    if (error instanceof Error) error.message += ` (${menus.length} open; the screen: ${shown})`;
    // A menu left open would take the input of whatever comes next.
    await native.key('Escape');
    await native.key('Escape');
    throw error;
  }
}
