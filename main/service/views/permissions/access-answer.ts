import type { AccessAnswerView } from '../../../../shared/view/permissions.ts';
import type { AccessTrail } from '../../../core/permissions/explain-access.ts';

/** An answer with everything that led to it, as screens and the command line show it. */
export function accessAnswerOf({ query, answer, steps, sentence }: AccessTrail): AccessAnswerView {
  const { user, path, level } = query;
  const { allowed, governing, matched } = answer;
  const trail = steps.map((one) => ({
    code: one.code,
    file: one.file,
    pattern: one.pattern,
    sentence: one.sentence,
  }));
  return { user, path, level, allowed, governing, matched, sentence, trail };
}
