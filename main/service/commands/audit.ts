import { done, type Reply } from '../../../shared/terms/problem.ts';
import type { AuditEntry, AuditVerdict } from '../../core/audit/entry.ts';
import type { CommandWorld, Where } from './world.ts';

/** Checks the whole chain of the log; a log that does not exist yet is intact and empty. */
export async function verifyLog(where: Where, world: CommandWorld): Promise<Reply<AuditVerdict>> {
  const reading = await world.read(where);
  return reading.ok ? reading.value.log.verify() : reading;
}

/** Every entry of the log, oldest first. */
export async function exportLog(where: Where, world: CommandWorld): Promise<Reply<readonly AuditEntry[]>> {
  const reading = await world.read(where);
  if (!reading.ok) return reading;
  const entries: AuditEntry[] = [];
  for await (const entry of reading.value.log.entries()) entries.push(entry);
  return done(entries);
}
