import { CircleCheck } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { isField } from '../../parts/keyboard.ts';
import { useSpeak } from '../../parts/live-region.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { Answer } from './answer.tsx';
import { Reach } from './reach.tsx';
import { LevelField, PathField, PersonField } from './wish-fields.tsx';
import { ASK, answerText, EDIT, editedText } from './words.ts';

/** Whom to ask about, and what: one folder, or everything they can reach. */
export function QuestionForm() {
  const { question } = useScreen().permissions;
  const [tab, setTab] = useState('one');
  const user = useOf(
    (screen) => screen.permissions.question,
    (state) => state.user,
  );
  return (
    <section className="question" aria-label={ASK.title}>
      <PersonField value={user} many={false} onChange={(text) => question.put({ user: text })} />
      <Tabs.Root className="question-tabs" value={tab} onValueChange={setTab}>
        <Tabs.List className="tab-list" aria-label={ASK.title}>
          <Tabs.Trigger value="one" className="tab">
            {ASK.one}
          </Tabs.Trigger>
          <Tabs.Trigger value="reach" className="tab">
            {ASK.reach}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="one" className="question-content" tabIndex={-1}>
          <OnePath />
          <Done />
          <Answer />
        </Tabs.Content>
        <Tabs.Content value="reach" className="question-content" tabIndex={-1}>
          <Reach onPick={() => setTab('one')} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

/** What was granted or revoked last, until it is dismissed or something else is. */
function Done() {
  const { editing } = useScreen().permissions;
  const last = useOf(
    (screen) => screen.permissions.editing,
    (state) => state.last,
  );
  if (last === null) return null;
  return (
    <div className="note note-ok edit-done">
      <CircleCheck size={18} aria-hidden="true" />
      <div className="note-text">{editedText(last)}</div>
      <Button onClick={() => editing.dismiss()}>{EDIT.dismiss}</Button>
    </div>
  );
}

function OnePath() {
  const { question } = useScreen().permissions;
  const speak = useSpeak();
  const { level, path } = useOf(
    (screen) => screen.permissions.question,
    (state) => state,
  );
  const sayAnswer = (target: EventTarget) => {
    const { value } = question.answer.state.getState();
    if (isField(target) && value !== null) speak(answerText(value));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices when a field inside is left.
    <div className="question-path" onBlur={(event) => sayAnswer(event.target)}>
      <LevelField value={level} onChange={(next) => question.put({ level: next })} />
      <PathField value={path} onChange={(text) => question.put({ path: text })} />
    </div>
  );
}
