import { createContext, type RefObject } from 'react';
import type { CodeHandle } from './code-view.tsx';

/** The viewer that is on the page, for keys pressed elsewhere. */
export const CodeHandleContext = createContext<RefObject<CodeHandle | null>>({ current: null });
