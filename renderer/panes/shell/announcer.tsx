import { useEffect } from 'react';
import { useSpeak } from '../../parts/live-region.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { newsText } from '../inbox/words.ts';
import { decidedText } from '../job/words.ts';

/** Tells screen readers what came and what was decided; draws nothing. */
export function Announcer() {
  const { jobs, decision } = useScreen();
  const speak = useSpeak();
  useEffect(
    () =>
      jobs.state.subscribe((after, before) => {
        if (after.news !== before.news && after.news.length > 0) speak(newsText(after.news));
      }),
    [jobs, speak],
  );
  useEffect(
    () =>
      decision.state.subscribe((after, before) => {
        if (after.last !== before.last && after.last !== null) speak(decidedText(after.last));
      }),
    [decision, speak],
  );
  return null;
}
