import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { APP } from './words.ts';

/** A page of its own, before there is a datasite to show. */
export function Welcome({ children }: { readonly children: ReactNode }) {
  return (
    <main className="welcome">
      <div className="welcome-brand">
        <ShieldCheck size={18} aria-hidden="true" />
        {APP.name}
      </div>
      {children}
    </main>
  );
}
