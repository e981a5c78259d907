/**
 * What the double has, to be compared with electron.d.ts. Making its things needs no Chromium.
 */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { becomeReady } from './app/lifecycle.mjs';
import * as electron from './electron.mjs';
import { EVENTS } from './model/events.mjs';

/** @typedef {import('./surface.d.mts').Modelled} Modelled */

// What every emitter and every object has, whoever made it.
const ORDINARY = new Set([
  ...Object.getOwnPropertyNames(EventEmitter.prototype),
  ...Object.getOwnPropertyNames(EventEmitter),
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Function.prototype),
  '_events',
  '_eventsCount',
  '_maxListeners',
  'prototype',
]);

/**
 * Names of a thing's members, its own and inherited.
 * @param {object} thing
 */
function membersOf(thing) {
  /** @type {Set<string>} */
  const names = new Set();
  for (let at = thing; at !== null; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (!ORDINARY.has(name)) names.add(name);
  }
  return [...names].sort();
}

/**
 * @param {string} name in electron.d.ts
 * @param {object} thing
 * @param {object} [statics] the class it was made with
 * @returns {Modelled}
 */
function surfaceOf(name, thing, statics) {
  const { sent, byTest } = EVENTS[name] ?? { sent: [], byTest: [] };
  const members = [...membersOf(thing), ...(statics ? membersOf(statics) : [])];
  return { name, members, events: [...sent, ...byTest] };
}

/** @type {typeof import('./surface.d.mts').modelledSurface} */
export function modelledSurface() {
  becomeReady();
  const { BrowserWindow, Menu, MenuItem, Notification, Tray } = electron;
  const window = new BrowserWindow({ show: false });
  return [
    surfaceOf('App', electron.app),
    surfaceOf('BrowserWindow', window, BrowserWindow),
    surfaceOf('Clipboard', electron.clipboard),
    surfaceOf('CommandLine', electron.app.commandLine),
    surfaceOf('Dialog', electron.dialog),
    surfaceOf('GlobalShortcut', electron.globalShortcut),
    surfaceOf('IpcMain', electron.ipcMain),
    surfaceOf('Menu', new Menu(), Menu),
    surfaceOf('MenuItem', new MenuItem({ label: 'line' }), MenuItem),
    surfaceOf('NativeImage', electron.nativeImage.createEmpty(), electron.nativeImage),
    surfaceOf('NativeTheme', electron.nativeTheme),
    surfaceOf('Net', electron.net),
    surfaceOf('Notification', new Notification(), Notification),
    surfaceOf('PowerMonitor', electron.powerMonitor),
    surfaceOf('Protocol', electron.protocol),
    surfaceOf('Screen', electron.screen),
    surfaceOf('Session', electron.session.defaultSession, electron.session),
    surfaceOf('Shell', electron.shell),
    surfaceOf('Tray', new Tray(join(import.meta.dirname, 'sample', 'icon.png')), Tray),
    surfaceOf('WebContents', window.webContents, electron.webContents),
    surfaceOf('WebFrameMain', window.webContents.mainFrame),
    surfaceOf('WebRequest', electron.session.defaultSession.webRequest),
  ];
}

/** @type {typeof import('./surface.d.mts').exportedNames} */
export function exportedNames() {
  return Object.keys(electron).sort();
}
