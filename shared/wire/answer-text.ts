import { answer, type Caller, type Handlers, type OnBug } from './answer.ts';
import { parseText } from './text.ts';

/**
 * Answers one message that came as text, with text. Both doors carry text, so that nothing but JSON ever crosses
 * either of them and they cannot differ in what survives.
 */
export async function answerText(
  handlers: Handlers,
  caller: Caller,
  text: string,
  onBug: OnBug,
): Promise<string> {
  return JSON.stringify(await answer(handlers, caller, parseText(text), onBug));
}
