/**
 * Puts a text on the clipboard; false when the page may not. Inside the app every permission is refused, so the older
 * command is tried as well: it needs none, only a key or click just before.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return copyBySelection(text);
    throw error;
  }
}

function copyBySelection(text: string): boolean {
  const carrier = document.createElement('textarea');
  carrier.value = text;
  carrier.className = 'off-screen';
  carrier.ariaHidden = 'true';
  const focused = document.activeElement;
  document.body.append(carrier);
  carrier.select();
  const copied = document.execCommand('copy');
  carrier.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
