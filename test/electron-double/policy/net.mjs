import { readFile } from 'node:fs/promises';
import { strict } from '../model/strict.mjs';
import { note } from '../model/trace.mjs';
import { handlerOf } from './protocol.mjs';

/** @param {string} hostname */
export function isLoopback(hostname) {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}

/** @param {URL} url */
async function readLocal(url) {
  try {
    return new Response(await readFile(url));
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
}

export const net = strict('net', {
  /**
   * @param {string | URL} address
   * @param {RequestInit} [options]
   */
  async fetch(address, options) {
    const url = new URL(address);
    const scheme = url.protocol.slice(0, -1);
    if (scheme === 'file') return await readLocal(url);
    const handler = handlerOf(scheme);
    if (handler) return await handler(new Request(url, options));
    if (isLoopback(url.hostname)) return await fetch(url, options);
    note('request-out', { url: url.href, from: 'net.fetch' });
    throw new Error('net::ERR_INTERNET_DISCONNECTED');
  },

  isOnline() {
    return true;
  },

  online: true,
});
