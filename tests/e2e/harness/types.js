/**
 * The shapes that the parts of the harness agree on. No code: only types.
 */

/**
 * @typedef {'chromium' | 'firefox'} BrowserName
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ width: number, height: number }} Size
 */

/**
 * @typedef {object} LaunchOptions
 * @property {string} extension folder of the unpacked extension
 * @property {string} [profile] folder of the profile; a given one is kept, a temporary one is removed
 * @property {boolean} [headful] with a window on a display of its own; native input needs it
 * @property {Size} [size] of the browser's window
 * @property {Record<string, string | number | boolean>} [prefs] Firefox preferences; Chromium has none and ignores them
 * @property {string[]} [args] more command-line arguments, of the browser that is launched
 * @property {string} [home] HOME of the browser, for managed storage and certificates; otherwise an empty one
 * @property {boolean} [insecureCerts] accept any TLS certificate, also in the background
 */

/**
 * The choices a backend is started with: the options with every choice made.
 * @typedef {object} Start
 * @property {string} extension absolute, without links
 * @property {any} manifest the extension's manifest
 * @property {string} profile
 * @property {string} scratch a folder for this launch alone
 * @property {NodeJS.ProcessEnv} env with DISPLAY, HOME and TMPDIR set
 * @property {boolean} headful
 * @property {Size} size
 * @property {Record<string, string | number | boolean>} prefs
 * @property {string[]} args
 * @property {boolean} insecureCerts
 */

/**
 * @typedef {object} Media
 * @property {'dark' | 'light' | null} [colorScheme] null takes the emulation back
 * @property {'reduce' | 'no-preference' | null} [reducedMotion]
 * @property {'active' | 'none' | null} [forcedColors]
 */

/**
 * The abilities of a page in either browser; `Page` builds the rest on it. Points are CSS pixels of the
 * viewport.
 * @typedef {object} Driver
 * @property {(expression: string) => Promise<string>} evaluate the string that an async expression gives
 * @property {() => Promise<string>} url
 * @property {(selector: string) => (expression: string) => Promise<string>} frame evaluates inside an iframe
 * @property {(point: Point) => Promise<void>} click
 * @property {(key: string) => Promise<void>} press
 * @property {(text: string) => Promise<void>} insertText
 * @property {() => Promise<Buffer>} screenshot a PNG
 * @property {(size: Size | null) => Promise<void>} setViewport
 * @property {(media: Media) => Promise<void>} emulate
 * @property {() => Promise<void>} bringToFront
 * @property {() => Promise<Point>} origin where the viewport's corner is on the screen
 * @property {() => Promise<void>} close
 */

/**
 * The abilities of a browser; `Browser` builds the rest on it.
 * @typedef {object} Backend
 * @property {string} extensionOrigin
 * @property {(url: string) => Promise<Driver>} open
 * @property {() => Promise<{ url: string, active: boolean, driver: Driver }[]>} tabs in the order of the tab strip
 * @property {(expression: string) => Promise<string>} background evaluates in the background, which it wakes
 * @property {() => Promise<void>} stopBackground
 * @property {() => Promise<'running' | 'stopped'>} backgroundState
 * @property {(folder: string) => Promise<void>} reload takes what is in the extension's folder now
 * @property {(press: (() => Promise<void>) | null) => Promise<Driver>} openPopup
 * @property {(pattern: string) => Promise<void>} grantHostPermission
 * @property {() => Promise<string[] | null>} menuLabels waits until the native menu takes keys
 * @property {(native: import('./native.js').Native, words: string) => Promise<void>} typeAddress up to the Return
 * @property {() => Promise<string[]>} consoleErrors
 * @property {() => Promise<void>} close resolves when every process is gone
 * @property {() => Promise<void>} kill resolves when every process is gone
 */

export {};

/** An element by its selector, and by its whole text where several have that. @typedef {{ selector: string, text?: string }} TextOf */

/**
 * A gesture before the context menu: `part` says where on the text, from 0 to 1; a drag goes from the beginning
 * of one text to the end of another.
 * @typedef {{ how: 'point' | 'double' | 'triple' | 'drag', on: TextOf, to?: TextOf, part?: number }} Gesture
 */
