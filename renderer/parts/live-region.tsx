import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const SpeakContext = createContext<(text: string) => void>(() => {});

/** Says a sentence to screen readers, politely. */
export function useSpeak(): (text: string) => void {
  return useContext(SpeakContext);
}

/** Holds the page's one live region. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState({ text: '', turn: 0 });
  const speak = useCallback((text: string) => setSpoken((last) => ({ text, turn: last.turn + 1 })), []);
  return (
    <SpeakContext value={speak}>
      {children}
      <div className="off-screen" role="status" aria-live="polite">
        <span key={spoken.turn}>{spoken.text}</span>
      </div>
    </SpeakContext>
  );
}
