import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { AuditEntry, AuditVerdict } from '../../core/audit/entry.ts';
import type { CommandWorld, Where } from './world.ts';

/** Checks the whole chain of the log; a log that does not exist yet is intact and empty. */
export async function verifyLog(where: Where, world: CommandWorld): Promise<Reply<AuditVerdict>> {
  const reading = await world.read(where);
  return reading.ok ? reading.value.log.verify() : reading;
}

/** Every entry of the log, oldest first. Problem: `read-failed`. */
export async function exportLog(where: Where, world: CommandWorld): Promise<Reply<readonly AuditEntry[]>> {
  const reading = await world.read(where);
  if (!reading.ok) return reading;
  const entries: AuditEntry[] = [];
  try {
    for await (const entry of reading.value.log.entries()) entries.push(entry);
    return done(entries);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused('read-failed', `The log cannot be read: ${why}.`, 'See what “audit verify” says.');
  }
}
