import type { LucideIcon } from 'lucide-react';
import { CircleCheck, CircleDot, CirclePlay, CircleX, Clock, Hourglass, ShieldCheck } from 'lucide-react';
import type { JobStatus } from '../../shared/terms/job-status.ts';
import type { Tone } from '../parts/chip.tsx';

/** How a state is shown: by word, by shape and by colour. */
export interface StatusLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

export const STATUS_LOOKS: Readonly<Record<JobStatus, StatusLook>> = {
  received: { word: 'waiting', icon: Hourglass, tone: 'accent' },
  pending: { word: 'waiting', icon: Hourglass, tone: 'accent' },
  approved: { word: 'approved', icon: ShieldCheck, tone: 'ok' },
  running: { word: 'running', icon: CirclePlay, tone: 'accent' },
  done: { word: 'done', icon: CircleCheck, tone: 'ok' },
  failed: { word: 'failed', icon: CircleDot, tone: 'warn' },
  rejected: { word: 'rejected', icon: CircleX, tone: 'bad' },
};

/** The shape for a time that is only claimed. */
export const CLAIMED_ICON: LucideIcon = Clock;
