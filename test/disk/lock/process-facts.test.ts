import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { describe, expect, it } from 'vitest';
import { realProcessFacts, startField } from '../../../main/disk/lock/process-facts.ts';
import { deadProcess } from './lock-world.ts';

describe('the processes of this machine', () => {
  it('are told apart from those that ended', async () => {
    expect(realProcessFacts.isAlive(process.pid)).toBe(true);
    expect(realProcessFacts.isAlive(process.ppid)).toBe(true);
    expect(realProcessFacts.isAlive(await deadProcess())).toBe(false);
  });

  it('have a start that stays the same and differs between two, where the system tells it', async () => {
    const known = await readFile('/proc/self/stat', 'utf8').catch(() => null);
    const mine = await realProcessFacts.startOf(process.pid);
    expect(mine === null).toBe(known === null);
    expect(await realProcessFacts.startOf(process.pid)).toBe(mine);
    if (mine !== null) expect(await realProcessFacts.startOf(1)).not.toBe(mine);
    expect(await realProcessFacts.startOf(await deadProcess())).toBeNull();
  });

  it('all began after the machine did', () => {
    const now = Date.now();
    const booted = realProcessFacts.bootedAt(now);
    expect(booted).toBeLessThan(now - uptime() * 1_000);
    expect(booted).toBeGreaterThan(now - (uptime() + 120) * 1_000);
  });
});

describe('the start in a line of /proc', () => {
  const fields = Array.from({ length: 30 }, (_, at) => `${at + 3}`).join(' ');
  it.each([
    [`12 (node) ${fields}`, '22'],
    [`12 (a b) c) ${fields}`, '22'],
    [`12 ()) 1 (x) ${fields}`, '22'],
    ['12 (node) S 1', null],
    ['', null],
  ])('%j', (line, start) => {
    expect(startField(line)).toBe(start);
  });
});
