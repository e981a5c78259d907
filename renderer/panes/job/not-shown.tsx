import { EyeOff } from 'lucide-react';
import { Plain } from '../../parts/plain.tsx';

/** Stands where a text would stand, with the reason why it does not. */
export function NotShown({ head, why }: { readonly head: string; readonly why: string }) {
  return (
    <div className="not-shown">
      <EyeOff size={18} aria-hidden="true" />
      <div>
        <strong>{head}</strong>
        <p>
          <Plain text={why} />
        </p>
      </div>
    </div>
  );
}
