/** How many rows a key moves by in a list of `count` rows of which `page` are in view; 0 for keys that do not move. */
export function stepOf(key: string, page: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return 0;
  }
}
